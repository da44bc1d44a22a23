using System;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Graphs;
using SqueezeNet.Embedded.Host.Import.Sources;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Import;

/// <summary>Decides the input size and how images are prepared.</summary>
internal static class InputSpecs
{
    private const int MinSide = 8;
    private const int MaxSide = 1024;
    private const int MaxResize = 4096;
    private const int ImageNetClasses = 1000;

    /// <summary>The input's width and height: the user's, or the file's.</summary>
    public static (int Width, int Height) Size(Graph graph, ImportOptions options)
    {
        int? width = options.Size ?? graph.Input.Width;
        int? height = options.Size ?? graph.Input.Height;
        if (width is null || height is null)
        {
            throw new ImportException(graph.File, "the file leaves the size of its input open", Remedies.GiveSize);
        }

        return width is >= MinSide and <= MaxSide && height is >= MinSide and <= MaxSide
            ? (width.Value, height.Value)
            : throw new ImportException(
                graph.File, $"an input of {width} x {height} is not within {MinSide}..{MaxSide}", Remedies.GiveSize);
    }

    /// <summary>The preparation: the user's values before the file's before the defaults.</summary>
    public static InputSpec Create(
        string file,
        int width,
        int height,
        int classes,
        InputDefaults defaults,
        ImportOptions options)
    {
        float[] mean = options.Mean ?? defaults.Mean;
        float[] std = options.Std ?? defaults.Std;
        Require(file, mean.Length == 3 && mean.All(float.IsFinite), "mean", "three numbers in R, G, B order");
        Require(file, std.Length == 3 && std.All(s => float.IsFinite(s) && s > 0), "std", "three positive numbers");
        (mean, std) = Prepared(file, mean, std, defaults, options);
        int side = Math.Min(width, height);
        int resize = options.ResizeTo ?? defaults.ResizeTo ?? UsualResize(side, classes);
        Require(file, resize >= side && resize <= MaxResize, "resize", $"within {side}..{MaxResize}");
        return new InputSpec(width, height, resize, [.. mean], [.. std]);
    }

    /// <summary>
    /// Mean and std with what the network does itself: (v - mean) / std * scale + shift is (v - (mean - std * shift /
    /// scale)) / (std / scale).
    /// </summary>
    private static (float[] Mean, float[] Std) Prepared(
        string file, float[] mean, float[] std, InputDefaults defaults, ImportOptions options)
    {
        if (defaults.Map is not { } map)
        {
            return (mean, std);
        }

        if (!defaults.IsTold && (options.Mean is null || options.Std is null))
        {
            throw new ImportException(
                file,
                "the network normalizes its image itself, and nothing says in which range it arrives",
                "Give mean 0,0,0 and std 1,1,1 (--mean, --std) if the network takes pixels from 0 to 255, or std "
                + "255,255,255 if from 0 to 1",
                map.Node);
        }

        // Mean and std are in R, G, B order, the map's channels in that of the file.
        bool isBgr = (options.ChannelOrder ?? defaults.Order) == ChannelOrder.Bgr;
        int[] channel = isBgr ? [2, 1, 0] : [0, 1, 2];
        return (
            [.. channel.Select((f, c) => (float)(mean[c] - (std[c] * map.Shift[f] / map.Scale[f])))],
            [.. channel.Select((f, c) => (float)(std[c] / map.Scale[f]))]);
    }

    /// <summary>ImageNet models crop the centre 224 or 227 of 256 pixels; others see the whole image.</summary>
    private static int UsualResize(int side, int classes)
    {
        return classes != ImageNetClasses ? side : side == 227 ? 256 : ((side * 256) + 112) / 224;
    }

    private static void Require(string file, bool valid, string what, string rule)
    {
        if (!valid)
        {
            throw new ImportException(file, $"the {what} is not {rule}", $"Give another {what}");
        }
    }
}
