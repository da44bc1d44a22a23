using System;
using System.Collections.Generic;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Torch;

/// <summary>A file of torch.save: the object in it, and the numbers of its storages.</summary>
internal abstract class TorchFile(SourceFile source)
{
    /// <summary>What to do with a file that holds more than weights.</summary>
    public const string Remedy =
        "Save only the weights, torch.save(model.state_dict(), \"model.pth\"), "
        + "or export the model with torch.onnx.export";

    /// <summary>Far above any SqueezeNet; keeps a wrong size from filling the memory.</summary>
    private const long MaxStorage = 256 << 20;

    /// <summary>The file that was read.</summary>
    public SourceFile Source { get; } = source;

    /// <summary>The object that was saved.</summary>
    public abstract object? Root { get; }

    /// <summary>Opens a file in the zip format (PyTorch 1.6 and later) or the older one.</summary>
    public static TorchFile Open(SourceFile source)
    {
        return IsZip(source) ? new TorchZipFile(source) : new TorchLegacyFile(source);
    }

    /// <summary>Whether the bytes begin as torch.save begins a file, in either format, or as any pickle.</summary>
    public static bool Matches(SourceFile source)
    {
        return IsZip(source) || source.Bytes is [0x80, >= 2 and <= 5, ..];
    }

    private static bool IsZip(SourceFile source) => source.Bytes.AsSpan().StartsWith("PK\u0003\u0004"u8);

    /// <summary>The bytes of a storage, as many as its element type and count need.</summary>
    public byte[] Read(TorchStorage storage, string node)
    {
        if (!storage.IsReal)
        {
            throw Refuse($"its element type is that of torch.{storage.Type}, not a floating-point one", node);
        }

        return storage.Count is > 0 and < MaxStorage && storage.Count * storage.ElementSize <= MaxStorage
            ? Read(storage.Key, storage.Count, storage.ElementSize, node)
            : throw Refuse($"storage '{storage.Key}' is said to have {storage.Count} elements", node);
    }

    /// <summary>The bytes of a storage whose size is plausible.</summary>
    protected abstract byte[] Read(string key, long count, int elementSize, string node);

    /// <summary>Reads a pickle of the file.</summary>
    /// <param name="part">Its name for messages; null when offsets are those of the file.</param>
    /// <param name="storages">Is given every storage that is referred to.</param>
    protected object? ReadPickle(byte[] bytes, ref int offset, string? part, ICollection<TorchStorage> storages)
    {
        try
        {
            return PickleReader.Read(bytes, ref offset, storages);
        }
        catch (PickleException e)
        {
            string problem = part is null ? $"the pickle cannot be read: {e.Message}"
                : $"{part} cannot be read at its byte {e.Offset}: {e.Message}";
            throw new ImportException(Source.Path, problem, Remedy, null, part is null ? e.Offset : null, e);
        }
    }

    /// <summary>An error that damage explains.</summary>
    protected ImportException Refuse(string problem, string? node = null, long? offset = null, Exception? cause = null)
    {
        return new ImportException(Source.Path, problem, Remedies.Damaged, node, offset, cause);
    }
}
