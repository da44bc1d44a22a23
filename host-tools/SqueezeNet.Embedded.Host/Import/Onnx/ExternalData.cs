using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Onnx;

/// <summary>Reads weights that an ONNX file keeps in a second file beside it.</summary>
internal static class ExternalData
{
    private const string KeepTogether = "Keep the model and its external data together in one folder";

    /// <summary>The files that a model's weights name, as they stand in it.</summary>
    public static IEnumerable<string> Locations(ModelProto model)
    {
        GraphProto graph = model.Graph ?? new GraphProto();
        IEnumerable<TensorProto> constants =
            graph.Node.SelectMany(node => node.Attribute).Select(attribute => attribute.T).OfType<TensorProto>();
        return graph.Initializer.Concat(constants)
            .Select(tensor => Value(tensor, "location"))
            .OfType<string>()
            .Where(location => location.Length > 0 && !location.Contains('\0'));
    }

    /// <summary>The bytes of one tensor; the number must agree with the tensor's shape.</summary>
    public static byte[] Read(string model, TensorProto tensor, string node, long bytes)
    {
        string path = Locate(model, tensor, node);
        long offset = Number(model, tensor, "offset", node) ?? 0;
        long length = Number(model, tensor, "length", node) ?? bytes;
        if (length != bytes)
        {
            string problem = $"tensor '{tensor.Name}' has {length} bytes of external data, its shape needs {bytes}";
            throw new ImportException(model, problem, Remedies.Damaged, node);
        }

        return ReadPart(path, tensor.Name, node, offset, bytes);
    }

    private static byte[] ReadPart(string path, string tensor, string node, long offset, long bytes)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            if (offset > stream.Length || bytes > stream.Length - offset)
            {
                decimal end = (decimal)offset + bytes;
                string problem = $"tensor '{tensor}' ends at byte {end}, the file has {stream.Length}";
                throw new ImportException(path, problem, Remedies.Damaged, node, offset);
            }

            byte[] data = new byte[bytes];
            stream.Position = offset;
            stream.ReadExactly(data);
            return data;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImportException(
                path, $"external data cannot be read: {e.Message.TrimEnd('.')}", KeepTogether, node, null, e);
        }
    }

    private static string Locate(string model, TensorProto tensor, string node)
    {
        string location = Value(tensor, "location") ?? "";
        string folder = Path.GetDirectoryName(Path.GetFullPath(model)) ?? "";
        string path = location.Contains('\0') ? folder : Path.GetFullPath(Path.Combine(folder, location));
        if (Path.IsPathRooted(location) || !IsInside(folder, path) || LeavesByLink(folder, path))
        {
            string problem = $"tensor '{tensor.Name}' names external data outside the model's folder: '{location}'";
            throw new ImportException(model, problem, KeepTogether, node);
        }

        return File.Exists(path)
            ? path
            : throw new ImportException(
                model, $"external data '{location}' of tensor '{tensor.Name}' is missing", KeepTogether, node);
    }

    private static bool IsInside(string folder, string path)
    {
        string prefix = Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar;
        return path.Length > prefix.Length && path.StartsWith(prefix, StringComparison.Ordinal);
    }

    /// <summary>Whether the file or a folder between it and the model is a link to the outside.</summary>
    private static bool LeavesByLink(string folder, string path)
    {
        for (string? part = path; part is not null && part.Length > folder.Length; part = Path.GetDirectoryName(part))
        {
            FileSystemInfo info = Directory.Exists(part) ? new DirectoryInfo(part) : new FileInfo(part);
            if (info.LinkTarget is not null && !IsInside(folder, Target(info)))
            {
                return true;
            }
        }

        return false;
    }

    private static string Target(FileSystemInfo link)
    {
        try
        {
            return link.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? "";
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static long? Number(string model, TensorProto tensor, string key, string node)
    {
        string? text = Value(tensor, key);
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new ImportException(
                model, $"tensor '{tensor.Name}' has external {key} '{text}'", Remedies.Damaged, node);
    }

    private static string? Value(TensorProto tensor, string key)
    {
        return tensor.ExternalData.FirstOrDefault(e => e.Key == key)?.Value;
    }
}
