using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Torch;

/// <summary>
/// The format before PyTorch 1.6: a magic number, a version, facts about the machine, the object and the list of its
/// storages' keys, each a pickle; then for each key the number of elements (int64) and their bytes.
/// </summary>
internal sealed class TorchLegacyFile : TorchFile
{
    private const long Version = 1001;
    private const int MagicEnd = 32;

    private static readonly BigInteger magic = BigInteger.Parse("1950a86a20f9469cfc6c", NumberStyles.HexNumber, null);

    private readonly Dictionary<string, int> starts = [];
    private int position;

    public TorchLegacyFile(SourceFile source)
        : base(source)
    {
        List<TorchStorage> storages = [];
        if (!IsMagic(source) || Next(storages) is not BigInteger)
        {
            string problem = Matches(source)
                ? "this is a pickle, but not one that PyTorch's torch.save wrote"
                : "this is no file of PyTorch's torch.save";
            throw new ImportException(source.Path, problem, Remedy, null, 0);
        }

        object? version = Next(storages);
        object? machine = Next(storages);
        bool little = machine is PickleDictionary facts && facts.Entries.GetValueOrDefault("little_endian") is true;
        if (version is not Version || !little)
        {
            throw new ImportException(
                source.Path, "its version is unknown or its byte order is not little-endian", Remedy, null, position);
        }

        Root = Next(storages);
        List<object?> keys = Next([]) as List<object?>
            ?? throw Refuse("the list of its storages is missing", null, position);
        FindStorages(keys, storages);
    }

    /// <inheritdoc/>
    public override object? Root { get; }

    /// <inheritdoc/>
    protected override byte[] Read(string key, long count, int elementSize, string node)
    {
        if (!starts.TryGetValue(key, out int start))
        {
            throw Refuse($"it has no storage '{key}'", node, position);
        }

        long stored = BinaryPrimitives.ReadInt64LittleEndian(Source.Bytes.AsSpan(start));
        return stored == count
            ? Source.Bytes.AsSpan(start + 8, (int)count * elementSize).ToArray()
            : throw Refuse($"storage '{key}' has {stored} elements where {count} were expected", node, start);
    }

    /// <summary>A text file would give an error about its first letter, not about what it is.</summary>
    private static bool IsMagic(SourceFile source)
    {
        byte[] bytes = source.Bytes;
        return Matches(source) && bytes.AsSpan(0, Math.Min(bytes.Length, MagicEnd)).IndexOf(magic.ToByteArray()) > 0;
    }

    private void FindStorages(List<object?> keys, List<TorchStorage> storages)
    {
        Dictionary<string, int> sizes = [];
        storages.ForEach(s => sizes[s.Key] = s.ElementSize);
        foreach (object? key in keys)
        {
            int left = Source.Bytes.Length - position - sizeof(long);
            long count = left < 0 ? -1 : BinaryPrimitives.ReadInt64LittleEndian(Source.Bytes.AsSpan(position));
            if (key is not string name || !sizes.TryGetValue(name, out int size) || count < 0 || count > left / size)
            {
                throw Refuse("a storage is cut off, or belongs to nothing", null, position);
            }

            starts[name] = position;
            position += sizeof(long) + ((int)count * size);
        }
    }

    private object? Next(List<TorchStorage> storages) => ReadPickle(Source.Bytes, ref position, null, storages);
}
