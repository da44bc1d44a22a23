using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Torch;

/// <summary>
/// What a state dict does not say, in a JSON file beside it that has its name: for NAME.pth that is NAME.json.
/// </summary>
internal sealed record StateDictSettings
{
    private const int MaxStride = 8;

    private const string Known =
        "It may have stateDictKey, conv1Pad, conv1Stride, lastRelu, ceilMode, mean and std (three numbers each, R, G, "
        + "B, in pixel units), size and resize; a file that means something else needs another name";

    private static readonly JsonSerializerOptions format = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    public string? StateDictKey { get; init; }

    public int? Conv1Pad { get; init; }

    public int? Conv1Stride { get; init; }

    public bool? LastRelu { get; init; }

    public bool? CeilMode { get; init; }

    public float[]? Mean { get; init; }

    public float[]? Std { get; init; }

    public int? Size { get; init; }

    public int? Resize { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement> Others { get; init; } = [];

    /// <summary>The user's options, completed by what stands in the file beside the state dict.</summary>
    /// <param name="note">That such a file was read, or null.</param>
    public static ImportOptions Complete(string path, ImportOptions options, out string? note)
    {
        string beside = Path.ChangeExtension(path, ".json");
        note = null;
        if (beside == path || !File.Exists(beside))
        {
            return options;
        }

        note = $"{beside} was read for what the state dict does not say.";
        StateDictSettings file = Parse(beside);
        return options with
        {
            StateDictKey = options.StateDictKey ?? file.StateDictKey,
            Conv1Pad = options.Conv1Pad ?? file.Conv1Pad,
            Conv1Stride = options.Conv1Stride ?? file.Conv1Stride,
            LastRelu = options.LastRelu ?? file.LastRelu,
            CeilMode = options.CeilMode ?? file.CeilMode,
            Mean = options.Mean ?? file.Mean,
            Std = options.Std ?? file.Std,
            Size = options.Size ?? file.Size,
            ResizeTo = options.ResizeTo ?? file.Resize,
        };
    }

    /// <summary>Refuses, for a file that says it itself, what only a state dict leaves open.</summary>
    public static void RequireNone(string file, ImportOptions options)
    {
        (string Name, object? Value)[] given =
        [
            ("--state-dict-key", options.StateDictKey), ("--conv1-pad", options.Conv1Pad),
            ("--conv1-stride", options.Conv1Stride), ("--last-relu", options.LastRelu),
            ("--ceil-mode", options.CeilMode),
        ];
        string[] names = [.. given.Where(o => o.Value is not null).Select(o => o.Name)];
        if (names.Length > 0)
        {
            throw new ImportException(
                file, $"{string.Join(" and ", names)} is for PyTorch's state dicts; this file says it itself",
                "Leave it out");
        }
    }

    /// <summary>Refuses strides and paddings that no first convolution has.</summary>
    public static void RequireGeometry(string file, ImportOptions options, int kernel)
    {
        if (options.Conv1Pad is int pad && (pad < 0 || pad >= kernel))
        {
            throw new ImportException(
                file, $"a padding of {pad} does not go with conv1's {kernel}x{kernel} kernel",
                $"Give 0 to {kernel - 1} (--conv1-pad)");
        }

        if (options.Conv1Stride is < 1 or > MaxStride)
        {
            throw new ImportException(
                file, $"conv1 cannot have a stride of {options.Conv1Stride}",
                $"Give 1 to {MaxStride} (--conv1-stride)");
        }
    }

    private static StateDictSettings Parse(string path)
    {
        try
        {
            StateDictSettings settings = JsonSerializer.Deserialize<StateDictSettings>(
                SourceFile.Read(path).Bytes, format) ?? throw new JsonException();
            string? unknown = settings.Others.Keys.FirstOrDefault();
            return unknown is null
                ? settings
                : throw new ImportException(path, $"'{unknown}' is no setting of a state dict", Known);
        }
        catch (JsonException e)
        {
            string where = e.Path is null ? string.Empty : $" ({e.Path})";
            string line = e.LineNumber is null ? string.Empty : $", line {e.LineNumber + 1}";
            throw new ImportException(
                path, $"it is no JSON with settings of a state dict{line}{where}", Known, null, null, e);
        }
    }
}
