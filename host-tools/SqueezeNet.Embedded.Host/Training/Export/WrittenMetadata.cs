using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SqueezeNet.Embedded.Host.Import.Labels;
using SqueezeNet.Embedded.Host.Import.Onnx;
using SqueezeNet.Embedded.Host.Import.Sources;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Training.Export;

/// <summary>
/// What an ONNX file says of its images and classes. ONNX's own range of pixels is left out: it knows no mean and
/// standard deviation of ours.
/// </summary>
internal static class WrittenMetadata
{
    private static readonly JsonWriterOptions readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The entries, always in the same order.</summary>
    public static IEnumerable<StringStringEntryProto> Of(SqueezeNetModel model)
    {
        InputSpec input = model.Input;
        yield return Entry(ImageKeys.Format, "Rgb8");
        yield return Entry(ImageKeys.Gamma, "SRGB");
        yield return Entry(InputDefaults.MeanKey, Text(input.Mean));
        yield return Entry(InputDefaults.StdKey, Text(input.Std));
        int resize = Math.Max(input.ResizeTo, Math.Min(input.Width, input.Height));
        yield return Entry(InputDefaults.ResizeKey, resize.ToString(CultureInfo.InvariantCulture));
        if (model.Labels.Count > 0)
        {
            yield return Entry(MetadataLabels.Key, Json(model.Labels));
        }
    }

    private static StringStringEntryProto Entry(string key, string value) => new() { Key = key, Value = value };

    /// <summary>With as many digits as give the same number again.</summary>
    private static string Text(float[] values)
    {
        return string.Join(',', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture)));
    }

    private static string Json(IReadOnlyList<string> labels)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes, readable))
        {
            json.WriteStartArray();
            foreach (string label in labels)
            {
                json.WriteStringValue(label);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
