using System.Collections.Generic;
using System.Globalization;
using System.Linq;

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

    /// <summary>torchvision's values, replaced by those an ONNX file carries in its metadata.</summary>
    public static InputDefaults FromMetadata(string file, IReadOnlyDictionary<string, string> metadata)
    {
        InputDefaults usual = Torchvision;
        float[]? resize = Numbers(file, metadata, "sqnet.resize", 1);
        return usual with
        {
            Mean = Numbers(file, metadata, "sqnet.mean", 3) ?? usual.Mean,
            Std = Numbers(file, metadata, "sqnet.std", 3) ?? usual.Std,
            ResizeTo = resize is null ? null : (int)resize[0],
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
