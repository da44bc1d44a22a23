using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Graphs;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Onnx;

/// <summary>
/// How an ONNX file says that its images are prepared: its own metadata (sqnet.mean ...), then that of ONNX's
/// MetadataProps.md (Image.BitmapPixelFormat ...), then a uint8 input, which takes pixels as they are.
/// </summary>
internal sealed class OnnxMetadata
{
    private readonly string file;
    private readonly ImportOptions options;
    private readonly Dictionary<string, string> metadata = [];
    private readonly ModelProto proto;
    private readonly List<string> notes = [];

    /// <summary>Takes the metadata of a parsed file.</summary>
    /// <param name="options">What goes before it.</param>
    public OnnxMetadata(string file, ModelProto proto, ImportOptions options)
    {
        this.file = file;
        this.proto = proto;
        this.options = options;
        foreach (StringStringEntryProto entry in proto.MetadataProps)
        {
            metadata[entry.Key] = entry.Value;
        }
    }

    /// <summary>All of it.</summary>
    public IReadOnlyDictionary<string, string> Entries => metadata;

    /// <summary>How images are prepared, with a note for each part that is not ours.</summary>
    public InputDefaults Read(GraphInput input)
    {
        InputDefaults defaults = InputDefaults.Torchvision with { Map = input.Map };
        NameHalves();
        if (input.IsBytes)
        {
            notes.Add($"image: input '{input.Name}' takes uint8 pixels as they are");
            defaults = defaults.With([0, 0, 0], [1, 1, 1]);
        }

        if (IsImage(input))
        {
            defaults = WithRange(WithOrder(defaults));
            RequireGamma();
            NameOthers();
        }

        return defaults.FromMetadata(file, metadata) with { Notes = notes };
    }

    private void NameHalves()
    {
        foreach (IGrouping<int, TensorProto> type in proto.Graph.Initializer
            .Where(t => Casts.IsReal(t.DataType) && t.DataType != 1).GroupBy(t => t.DataType))
        {
            notes.Add($"weights: {type.Count()} tensors are {OnnxTensor.NameOf(type.Key)} and were read as fp32");
        }
    }

    /// <summary>
    /// The document lets this metadata speak of inputs denoted IMAGE. Where nothing is denoted, it can only speak of
    /// the one input that a SqueezeNet has.
    /// </summary>
    private bool IsImage(GraphInput input)
    {
        string denotation =
            proto.Graph.Input.FirstOrDefault(i => i.Name == input.Name)?.Type?.Denotation ?? string.Empty;
        string[] keys = [.. metadata.Keys.Where(ImageKeys.IsOfImages)];
        bool isImage = denotation.Length == 0 || denotation.Equals("IMAGE", StringComparison.OrdinalIgnoreCase);
        if (keys.Length > 0 && !isImage)
        {
            notes.Add($"image: {string.Join(", ", keys)} are not used, since the input is denoted {denotation}");
        }

        return keys.Length > 0 && isImage;
    }

    private InputDefaults WithOrder(InputDefaults defaults)
    {
        string? format = Value(ImageKeys.Format, options.ChannelOrder is null ? null : "the channel order was given");
        if (format is null)
        {
            return defaults;
        }

        ChannelOrder order = format.ToUpperInvariant() switch
        {
            "RGB8" => ChannelOrder.Rgb,
            "BGR8" => ChannelOrder.Bgr,
            "GRAY8" => throw Refuse(ImageKeys.Format, "an image of 1 channel, where the input has 3"),
            "RGBA8" or "BGRA8" => throw Refuse(ImageKeys.Format, "an image of 4 channels, where the input has 3"),
            _ => throw Unknown(ImageKeys.Format, ImageKeys.Formats),
        };
        notes.Add($"image: channels are {(order == ChannelOrder.Rgb ? "R, G, B" : "B, G, R")} ({ImageKeys.Format} is "
            + $"{format})");
        return defaults with { Order = order };
    }

    private InputDefaults WithRange(InputDefaults defaults)
    {
        string? range = Value(ImageKeys.Range, WhoSetsRange());
        if (range is null)
        {
            return defaults;
        }

        // Mean and std of: value = (pixel - mean) / std, pixel in 0..255.
        (float mean, float std) = range.ToUpperInvariant() switch
        {
            "NOMINALRANGE_0_255" => (0f, 1f),
            "NORMALIZED_0_1" => (0f, 255f),
            "NORMALIZED_1_1" => (127.5f, 127.5f),
            "NOMINALRANGE_16_235" => (-16f * 255f / 219f, 255f / 219f),
            _ => throw Unknown(ImageKeys.Range, ImageKeys.Ranges),
        };
        notes.Add(FormattableString.Invariant(
            $"image: mean is {mean:0.###} and std is {std:0.###} in each channel ({ImageKeys.Range} is {range})"));
        return defaults.With([mean, mean, mean], [std, std, std]);
    }

    private string? WhoSetsRange()
    {
        return 0 switch
        {
            _ when options.Mean is not null && options.Std is not null => "mean and std were given",
            _ when metadata.ContainsKey(InputDefaults.MeanKey) && metadata.ContainsKey(InputDefaults.StdKey) =>
                $"{InputDefaults.MeanKey} and {InputDefaults.StdKey} go before it",
            _ => null,
        };
    }

    private void RequireGamma()
    {
        string? gamma = Value(ImageKeys.Gamma, null);
        if (gamma is null || gamma.Equals("SRGB", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        throw gamma.Equals("Linear", StringComparison.OrdinalIgnoreCase)
            ? Refuse(ImageKeys.Gamma, "light without gamma, where images and cameras give sRGB")
            : Unknown(ImageKeys.Gamma, ImageKeys.Gammas);
    }

    private void NameOthers()
    {
        foreach (string key in metadata.Keys.Where(ImageKeys.IsUnknown))
        {
            notes.Add($"image: metadata {key} is not known and not used");
        }
    }

    /// <summary>A value, without regard to the case of its key; none if something goes before it.</summary>
    private string? Value(string key, string? overruled)
    {
        string? found = metadata.Keys.FirstOrDefault(k => k.Equals(key, StringComparison.OrdinalIgnoreCase));
        if (found is not null && overruled is not null)
        {
            notes.Add($"image: {key} {metadata[found]} is not used: {overruled}");
            return null;
        }

        return found is null ? null : metadata[found].Trim();
    }

    private ImportException Refuse(string key, string meaning)
    {
        return new ImportException(
            file,
            $"its metadata {key} is {Value(key, null)}: {meaning}",
            "Export the network for sRGB images of 3 channels, or correct the metadata");
    }

    private ImportException Unknown(string key, IEnumerable<string> known)
    {
        return new ImportException(
            file,
            $"its metadata {key} is '{Value(key, null)}'; known are {string.Join(", ", known)}",
            "Correct the metadata, or say how images are prepared (channel order, or mean and std)");
    }
}
