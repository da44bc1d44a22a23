using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Google.Protobuf;
using SqueezeNet.Embedded.Host.Import.Onnx;

namespace SqueezeNet.Embedded.Host.Import;

/// <summary>Files that are read with a model although nobody names them.</summary>
public static class CompanionFiles
{
    /// <summary>
    /// The files that hold an ONNX model's weights, and the settings beside a state dict. Of a file that cannot be read
    /// there are none: importing it says why.
    /// </summary>
    public static IReadOnlyList<string> Of(string model)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(model)) ?? string.Empty;
        string settings = Path.ChangeExtension(model, ".json");
        return
        [
            .. ExternalData.Locations(Parse(model)).Distinct().Select(location => Path.Combine(folder, location)),
            .. File.Exists(settings) && settings != model ? [settings] : Array.Empty<string>(),
        ];
    }

    private static ModelProto Parse(string model)
    {
        ModelProto proto = new();
        try
        {
            if (Path.GetExtension(model).Equals(".onnx", StringComparison.OrdinalIgnoreCase))
            {
                proto.MergeFrom(File.ReadAllBytes(model));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidProtocolBufferException)
        {
            // What was read until then counts.
        }

        return proto;
    }
}
