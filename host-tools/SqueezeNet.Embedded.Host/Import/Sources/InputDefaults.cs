using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Graphs;

namespace SqueezeNet.Embedded.Host.Import.Sources;

/// <summary>How a source's images are prepared unless the user says otherwise; values in R, G, B order.</summary>
internal sealed record InputDefaults(ChannelOrder Order, float[] Mean, float[] Std, int? ResizeTo)
{
    /// <summary>As Caffe's ImageNet models are trained.</summary>
    public static InputDefaults Caffe => new(ChannelOrder.Bgr, [123f, 117f, 104f], [1f, 1f, 1f], null);

    /// <summary>As torchvision's models are trained.</summary>
    public static InputDefaults Torchvision => new(
        ChannelOrder.Rgb,
        [0.485f * 255f, 0.456f * 255f, 0.406f * 255f],
        [0.229f * 255f, 0.224f * 255f, 0.225f * 255f],
        null);

    /// <summary>Key of the mean in an ONNX file's metadata.</summary>
    public const string MeanKey = "sqnet.mean";

    /// <summary>Key of the standard deviation in an ONNX file's metadata.</summary>
    public const string StdKey = "sqnet.std";

    /// <summary>Key of the shorter side before the crop in an ONNX file's metadata.</summary>
    public const string ResizeKey = "sqnet.resize";

    /// <summary>What was read from the file, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether the file itself gives mean and std, so that they are not only what is usual.</summary>
    public bool IsTold { get; init; }

    /// <summary>What the network itself does to values that are prepared so; null for nothing.</summary>
    public InputMap? Map { get; init; }

    /// <summary>Another mean and std, told by the file.</summary>
    public InputDefaults With(float[] mean, float[] std)
    {
        return this with { Mean = mean, Std = std, IsTold = true };
    }

    /// <summary>These values, replaced by those an ONNX file carries in our own metadata.</summary>
    public InputDefaults FromMetadata(string file, IReadOnlyDictionary<string, string> metadata)
    {
        float[]? mean = Numbers(file, metadata, MeanKey, 3);
        float[]? std = Numbers(file, metadata, StdKey, 3);
        float[]? resize = Numbers(file, metadata, ResizeKey, 1);
        return this with
        {
            Mean = mean ?? Mean,
            Std = std ?? Std,
            ResizeTo = resize is null ? null : (int)resize[0],
            IsTold = IsTold || (mean is not null && std is not null),
        };
    }

    private static float[]? Numbers(string file, IReadOnlyDictionary<string, string> metadata, string key, int count)
    {
        if (!metadata.TryGetValue(key, out string? text))
        {
            return null;
        }

        float[] numbers = [.. text.Split(',').Select(Number)];
        return numbers.Length == count && numbers.All(float.IsFinite)
            ? numbers
            : throw new ImportException(
                file,
                $"its metadata '{key}' is '{text}', not {count} comma-separated number(s)",
                "Correct the metadata");
    }

    private static float Number(string text)
    {
        return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float number)
            ? number
            : float.NaN;
    }
}
