using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace SqueezeNet.Embedded.Tests.Host.Import;

/// <summary>Writes files as torch.save does: a pickle and the bytes of the storages.</summary>
internal sealed class TorchWriter
{
    private readonly MemoryStream pickle = new();
    private readonly List<(string Key, byte[] Bytes, int ElementSize)> storages = [];

    /// <summary>Whether storages are named as in the format before PyTorch 1.6.</summary>
    public bool Legacy { get; init; }

    /// <summary>Of the pickle, 2 to 5.</summary>
    public byte Protocol { get; init; } = 2;

    /// <summary>The pickle so far.</summary>
    public byte[] Pickle => pickle.ToArray();

    /// <summary>A state dict of fp32 tensors.</summary>
    public static TorchWriter Of(IEnumerable<(string Name, float[] Values, long[] Shape)> tensors, bool legacy = false)
    {
        TorchWriter writer = new() { Legacy = legacy };
        writer.Begin().OrderedDict(tensors, "").End();
        return writer;
    }

    public TorchWriter Raw(params byte[] bytes)
    {
        pickle.Write(bytes);
        return this;
    }

    /// <summary>From protocol 4 on a frame follows, whose length nobody needs.</summary>
    public TorchWriter Begin()
    {
        byte[] frame = Protocol >= 4 ? [0x95, .. new byte[8]] : [];
        return Raw([0x80, Protocol, .. frame]);
    }

    public TorchWriter End() => Raw((byte)'.');

    public TorchWriter Global(string module, string name)
    {
        return Protocol >= 4
            ? Text(module).Text(name).Raw(0x93, 0x94)
            : Raw([(byte)'c', .. Encoding.ASCII.GetBytes($"{module}\n{name}\n")]);
    }

    public TorchWriter Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return Protocol >= 4 && bytes.Length < 256
            ? Raw([0x8C, (byte)bytes.Length, .. bytes, 0x94])
            : Raw([(byte)'X', .. BitConverter.GetBytes(bytes.Length), .. bytes]);
    }

    /// <summary>In the shortest of the forms that Python's pickler has.</summary>
    public TorchWriter Integer(BigInteger value)
    {
        if (value >= int.MinValue && value <= int.MaxValue)
        {
            int number = (int)value;
            return number switch
            {
                >= 0 and <= byte.MaxValue => Raw((byte)'K', (byte)number),
                >= 0 and <= ushort.MaxValue => Raw([(byte)'M', .. BitConverter.GetBytes((ushort)number)]),
                _ => Raw([(byte)'J', .. BitConverter.GetBytes(number)]),
            };
        }

        byte[] bytes = value.ToByteArray();
        return Raw([0x8A, (byte)bytes.Length, .. bytes]);
    }

    public TorchWriter Tuple(params long[] values)
    {
        Raw((byte)'(');
        values.ToList().ForEach(v => Integer(v));
        return Raw((byte)'t');
    }

    /// <summary>A dictionary; each entry's value is written by an action.</summary>
    public TorchWriter Dictionary(params (string Key, Action<TorchWriter> Value)[] entries)
    {
        Raw((byte)'}', (byte)'(');
        foreach ((string key, Action<TorchWriter> value) in entries)
        {
            value(Text(key));
        }

        return Raw((byte)'u');
    }

    /// <summary>What a call gives, with arguments that an action writes.</summary>
    public TorchWriter Call(string module, string name, Action<TorchWriter>? arguments = null)
    {
        Global(module, name).Raw((byte)'(');
        arguments?.Invoke(this);
        return Raw((byte)'t', (byte)'R');
    }

    /// <summary>An object made without a call, and its state.</summary>
    public TorchWriter New(string module, string name, Action<TorchWriter> state)
    {
        Global(module, name).Raw((byte)')', 0x81);
        state(this);
        return Raw((byte)'b');
    }

    /// <summary>An OrderedDict with its _metadata, as state_dict() returns it.</summary>
    public TorchWriter OrderedDict(IEnumerable<(string Name, float[] Values, long[] Shape)> tensors, string prefix)
    {
        Global("collections", "OrderedDict").Raw((byte)')', (byte)'R').Raw((byte)'(');
        foreach ((string name, float[] values, long[] shape) in tensors)
        {
            Text(prefix + name).Tensor(values, shape);
        }

        return Raw((byte)'u', (byte)'}').Text("_metadata").Raw((byte)'}', (byte)'s', (byte)'b');
    }

    public TorchWriter Tensor(float[] values, long[] shape)
    {
        string key = Storage([.. MemoryMarshal.AsBytes<float>(values)], 4);
        return View("FloatStorage", key, values.Length, 0, shape, Contiguous(shape));
    }

    /// <summary>Adds a storage and returns its key.</summary>
    public string Storage(byte[] bytes, int elementSize)
    {
        string key = Legacy ? $"9400{storages.Count}" : $"{storages.Count}";
        storages.Add((key, bytes, elementSize));
        return key;
    }

    public TorchWriter View(string type, string key, long count, long offset, long[] shape, long[] strides)
    {
        Global("torch._utils", "_rebuild_tensor_v2").Raw((byte)'(', (byte)'(');
        Text("storage").Global("torch", type).Text(key).Text("cpu").Integer(count);
        Raw(Legacy ? "Nt"u8.ToArray() : "t"u8.ToArray()).Raw((byte)'Q');
        Integer(offset).Tuple(shape).Tuple(strides);
        return Raw(0x89).Global("collections", "OrderedDict").Raw((byte)')', (byte)'R', (byte)'t', (byte)'R');
    }

    public static long[] Contiguous(long[] shape)
    {
        return [.. shape.Select((_, axis) => shape.Skip(axis + 1).Aggregate(1L, (a, b) => a * b))];
    }

    /// <summary>The file, in the format it was begun for.</summary>
    public byte[] ToBytes() => Legacy ? ToLegacy() : ToZip(Pickle);

    /// <summary>A zip file with another pickle; the checksums are right.</summary>
    public byte[] ToZip(byte[] data, CompressionLevel level = CompressionLevel.NoCompression, string order = "little")
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Add(string name, byte[] bytes)
            {
                using Stream entry = zip.CreateEntry($"archive/{name}", level).Open();
                entry.Write(bytes);
            }

            Add("data.pkl", data);
            Add("byteorder", Encoding.ASCII.GetBytes(order));
            storages.ForEach(s => Add($"data/{s.Key}", s.Bytes));
            Add("version", "3\n"u8.ToArray());
        }

        return stream.ToArray();
    }

    private byte[] ToLegacy()
    {
        TorchWriter head = new TorchWriter().Begin()
            .Integer(BigInteger.Parse("1950a86a20f9469cfc6c", System.Globalization.NumberStyles.HexNumber, null)).End()
            .Begin().Integer(1001).End()
            .Begin().Raw((byte)'}', (byte)'(').Text("protocol_version").Integer(1001).Text("little_endian")
            .Raw(0x88, (byte)'u').End();
        TorchWriter keys = new TorchWriter().Begin().Raw((byte)']', (byte)'(');
        storages.ForEach(s => keys.Text(s.Key));
        keys.Raw((byte)'e').End();
        using MemoryStream file = new();
        file.Write([.. head.Pickle, .. Pickle, .. keys.Pickle]);
        foreach ((_, byte[] bytes, int size) in storages)
        {
            byte[] count = new byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(count, bytes.Length / size);
            file.Write([.. count, .. bytes]);
        }

        return file.ToArray();
    }
}
