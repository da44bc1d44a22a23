using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Training;

/// <summary>In what a network that was read back differs from the one that was written.</summary>
internal static class WrittenDifference
{
    /// <summary>The first difference, a sentence; null if both are the same, bit for bit.</summary>
    public static string? First(SqueezeNetModel written, SqueezeNetModel read)
    {
        Convolution[] layers = [.. Layers(written)];
        Convolution[] found = [.. Layers(read)];
        if (layers.Length != found.Length)
        {
            return $"The file has {found.Length} convolutions, the network {layers.Length}.";
        }

        int other = Enumerable.Range(0, layers.Length).FirstOrDefault(k => !AreSame(layers[k], found[k]), -1);
        return 0 switch
        {
            _ when other >= 0 => $"The weights or the shape of '{found[other].Name}' are not those of the network.",
            _ when !Tail(written).SequenceEqual(Tail(read)) => "The file's pools, bypasses or last ReLU are others.",
            _ when !IsSame(written.Input, read.Input) => "The file prepares its images in another way.",
            // Blanks around a label are no part of it, and published weights get labels by themselves.
            _ when written.Labels.Count > 0 && !written.Labels.Select(l => l.Trim()).SequenceEqual(read.Labels) =>
                "The file's labels are others.",
            _ => null,
        };
    }

    private static IEnumerable<Convolution> Layers(SqueezeNetModel model)
    {
        IEnumerable<Convolution> fires = model.Fires.SelectMany(f => new[] { f.Squeeze, f.Expand1x1, f.Expand3x3 });
        return [model.Conv1, .. fires, model.Conv10];
    }

    private static bool AreSame(Convolution written, Convolution read)
    {
        return (written.OutChannels, written.InChannels, written.Geometry) ==
                (read.OutChannels, read.InChannels, read.Geometry)
            && IsSame(written.Weights, read.Weights) && IsSame(written.Bias, read.Bias);
    }

    private static IEnumerable<object?> Tail(SqueezeNetModel model)
    {
        return [model.HasLastRelu, model.Pool1, .. model.Fires.Select(f => (f.HasBypass, f.PoolAfter))];
    }

    private static bool IsSame(InputSpec written, InputSpec read)
    {
        int side = Math.Min(written.Width, written.Height);
        return (written.Width, written.Height, Math.Max(side, written.ResizeTo)) ==
                (read.Width, read.Height, read.ResizeTo)
            && IsSame(written.Mean, read.Mean) && IsSame(written.Std, read.Std);
    }

    private static bool IsSame(float[] written, float[] read)
    {
        return MemoryMarshal.AsBytes(written.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(read.AsSpan()));
    }
}
