using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Torch;

/// <summary>The zip format: NAME/data.pkl holds the object, NAME/data/KEY the bytes of each storage.</summary>
internal sealed class TorchZipFile : TorchFile
{
    private const string Pickle = "data.pkl";
    private const string Other =
        "Export the module that it was made from with torch.onnx.export, or save its weights alone: "
        + "torch.save(model.state_dict(), \"model.pth\")";

    private readonly string folder;

    public TorchZipFile(SourceFile source)
        : base(source)
    {
        string[] names = UseArchive(zip => zip.Entries.Select(e => e.FullName).ToArray());
        RequireNoProgram(names);
        string[] pickles = [.. names.Where(n => n == Pickle || n.EndsWith("/" + Pickle, StringComparison.Ordinal))];
        if (pickles.Length != 1)
        {
            throw new ImportException(
                source.Path, $"this zip file has {pickles.Length} entries {Pickle}, PyTorch's have one", Remedy);
        }

        folder = pickles[0][..^Pickle.Length];
        string order = names.Contains(folder + "byteorder") ? ReadText("byteorder") : "little";
        if (order != "little")
        {
            throw new ImportException(
                source.Path, $"its byte order is '{order}'", "Save it on a little-endian machine");
        }

        byte[] pickle = ReadEntry(Pickle, null, PickleBytes.Max);
        int offset = 0;
        Root = ReadPickle(pickle, ref offset, Pickle, []);
    }

    /// <inheritdoc/>
    public override object? Root { get; }

    /// <inheritdoc/>
    protected override byte[] Read(string key, long count, int elementSize, string node)
    {
        return ReadEntry($"data/{key}", count * elementSize, 0, node);
    }

    /// <summary>Archives of programs have a data.pkl too, whose classes are in the archive.</summary>
    private void RequireNoProgram(string[] names)
    {
        string? kind = 0 switch
        {
            _ when names.Any(n => n.EndsWith("/constants.pkl", StringComparison.Ordinal)) => "a TorchScript archive "
                + "(torch.jit.save): a program",
            _ when names.Any(n => n.Contains("exported_program", StringComparison.Ordinal)
                || n.EndsWith("archive_format", StringComparison.Ordinal)) => "a program of torch.export",
            _ => null,
        };
        if (kind is not null)
        {
            throw new ImportException(Source.Path, $"this is {kind}, not a state dict", Other);
        }
    }

    private string ReadText(string name)
    {
        return System.Text.Encoding.UTF8.GetString(ReadEntry(name, null, 64)).Trim();
    }

    /// <summary>An entry of exactly a length, or of any up to a limit. Its checksum is verified.</summary>
    private byte[] ReadEntry(string name, long? length, int limit, string? node = null)
    {
        return UseArchive(zip =>
        {
            ZipArchiveEntry entry = zip.GetEntry(folder + name)
                ?? throw Refuse($"it has no entry '{folder}{name}'", node);
            if (length is null ? entry.Length > limit : entry.Length != length)
            {
                string wanted = length is null ? $"at most {limit}" : $"{length}";
                throw Refuse($"entry '{entry.FullName}' has {entry.Length} bytes where {wanted} were expected", node);
            }

            byte[] bytes = new byte[entry.Length];
            using Stream stream = entry.Open();
            stream.ReadExactly(bytes);
            return stream.ReadByte() < 0 && Crc32.Append(0, bytes, 0, bytes.Length) == entry.Crc32
                ? bytes
                : throw Refuse($"the checksum of entry '{entry.FullName}' is wrong", node);
        });
    }

    private T UseArchive<T>(Func<ZipArchive, T> use)
    {
        try
        {
            using MemoryStream stream = new(Source.Bytes, writable: false);
            using ZipArchive zip = new(stream, ZipArchiveMode.Read);
            return use(zip);
        }
        catch (Exception e) when (
            e is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            throw Refuse($"this is no readable zip file: {e.Message.TrimEnd('.')}", null, null, e);
        }
    }
}
