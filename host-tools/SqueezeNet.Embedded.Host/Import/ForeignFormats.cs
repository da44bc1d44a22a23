using System;
using System.Buffers.Binary;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import;

/// <summary>Files that hold networks, or hide them, but cannot be read: known by their bytes or their name.</summary>
internal static class ForeignFormats
{
    private const string Export = "Export the model to ONNX (PyTorch: torch.onnx.export) and import that file";
    private const string Unpack = "Unpack it and import the file inside";

    private static readonly string[] extensions = [".pb", ".h5", ".keras", ".tflite", ".safetensors"];

    private static readonly (int Offset, byte[] Magic, string What, string Remedy)[] known =
    [
        (0, [0x89, .. "HDF\r\n"u8], "an HDF5 file", Export),
        (4, [.. "TFL3"u8], "a TensorFlow Lite model", Export),
        (0, [0x1F, 0x8B, 8], "a gzip file", Unpack),
        (257, [.. "ustar"u8], "a tar archive", Unpack),
    ];

    /// <summary>Refuses a file that is of another format.</summary>
    /// <param name="extension">Of its name, in lower case.</param>
    public static void Refuse(SourceFile file, string extension)
    {
        (string What, string Remedy)? found = Find(file.Bytes);
        if (found is not null)
        {
            throw new ImportException(file.Path, $"this is {found.Value.What}", found.Value.Remedy);
        }

        if (extensions.Contains(extension))
        {
            throw new ImportException(file.Path, $"{extension} files cannot be imported", Export);
        }
    }

    private static (string What, string Remedy)? Find(byte[] bytes)
    {
        foreach ((int offset, byte[] magic, string what, string remedy) in known)
        {
            if (bytes.Length > offset && bytes.AsSpan(offset).StartsWith(magic))
            {
                return (what, remedy);
            }
        }

        return IsSafetensors(bytes) ? ("a safetensors file", Export) : null;
    }

    /// <summary>The length of a text in JSON, then the text.</summary>
    private static bool IsSafetensors(byte[] bytes)
    {
        return bytes.Length > 10 && bytes[8] == '{' && (bytes[9] is (byte)'"' or (byte)'}')
            && BinaryPrimitives.ReadUInt64LittleEndian(bytes) <= (ulong)bytes.Length - 8;
    }
}
