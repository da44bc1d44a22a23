using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Host.Training.Features;

/// <summary>
/// The part of a network that training leaves as it is: conv1, the first Fire modules and the pools behind them. Safe
/// for use by several threads.
/// </summary>
internal sealed class FrozenNetwork
{
    private readonly FloatNetwork network;

    /// <summary>Prepares the first part of a model.</summary>
    /// <param name="fires">Fire modules that belong to it, 0 .. all of them.</param>
    public FrozenNetwork(SqueezeNetModel model, int fires)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fires);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fires, model.Fires.Count);
        SqueezeNetModel part = model with { Fires = [.. model.Fires.Take(fires)] };
        network = new FloatNetwork(part);
        Hash = HashOf(part);
        InputSpec input = model.Input;
        Plane map = Run(new RgbImage(input.Width, input.Height, new byte[3 * input.Width * input.Height]));
        Shape = new MapShape(map.Channels, map.Height, map.Width);
    }

    /// <summary>Of what it gives.</summary>
    public MapShape Shape { get; }

    /// <summary>SHA-256 of all that its results depend on, hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>What the next Fire module, or conv10, reads.</summary>
    /// <param name="image">Of the input's size.</param>
    public Plane Run(RgbImage image) => network.Features(image);

    private static string HashOf(SqueezeNetModel part)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using MemoryStream facts = new();
        using BinaryWriter writer = new(facts);
        InputSpec input = part.Input;
        Write(writer, input.Width, input.Height, input.ResizeTo);
        hash.AppendData(MemoryMarshal.AsBytes<float>(input.Mean));
        hash.AppendData(MemoryMarshal.AsBytes<float>(input.Std));
        Write(writer, part.Pool1);
        foreach (Convolution layer in Layers(part))
        {
            Geometry g = layer.Geometry;
            Write(writer, layer.OutChannels, layer.InChannels, g.KernelHeight, g.KernelWidth, g.Stride, g.Pad);
            hash.AppendData(MemoryMarshal.AsBytes<float>(layer.Weights));
            hash.AppendData(MemoryMarshal.AsBytes<float>(layer.Bias));
        }

        foreach (Fire fire in part.Fires)
        {
            Write(writer, fire.PoolAfter);
            writer.Write(fire.HasBypass);
        }

        hash.AppendData(facts.ToArray());
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static IEnumerable<Convolution> Layers(SqueezeNetModel part)
    {
        return part.Fires.SelectMany(fire => new[] { fire.Squeeze, fire.Expand1x1, fire.Expand3x3 })
            .Prepend(part.Conv1);
    }

    private static void Write(BinaryWriter writer, MaxPool? pool)
    {
        writer.Write(pool is not null);
        if (pool is not null)
        {
            Write(writer, pool.Kernel, pool.Stride, pool.Pad);
            writer.Write(pool.CeilMode);
        }
    }

    private static void Write(BinaryWriter writer, params ReadOnlySpan<int> numbers)
    {
        foreach (int number in numbers)
        {
            writer.Write(number);
        }
    }
}
