using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace SqueezeNet.Embedded.Tests.Flashing.Images;

/// <summary>Images as a chip boots them, made byte by byte.</summary>
internal static class TestImage
{
    /// <summary>A bootloader: two segments, the second of which loads from the first instruction RAM.</summary>
    public static byte[] Bootloader(byte sizeAndFrequency = 0x3F, ushort chip = 9)
    {
        return Of(
            chip,
            sizeAndFrequency,
            (0x3FC88000, [.. Enumerable.Range(0, 32).Select(k => (byte)k)]),
            (0x403C8000, [.. Enumerable.Range(0, 48).Select(k => (byte)(k * 7))]));
    }

    /// <summary>An application that says its version, with so many bytes of code.</summary>
    public static byte[] Clr(string version, int codeBytes, int seed = 1, ushort chip = 9)
    {
        byte[] description = new byte[256];
        BinaryPrimitives.WriteUInt32LittleEndian(description, 0xABCD5432);
        Encoding.ASCII.GetBytes(version, description.AsSpan(16));
        Encoding.ASCII.GetBytes("nanoCLR", description.AsSpan(48));
        Encoding.ASCII.GetBytes("12:00:00", description.AsSpan(80));
        Encoding.ASCII.GetBytes("Nov 30 2026", description.AsSpan(96));
        Encoding.ASCII.GetBytes("v5.5.4", description.AsSpan(112));
        byte[] code = new byte[codeBytes];
        new Random(seed).NextBytes(code);
        return Of(chip, 0x3F, (0x3C0A0020, description), (0x42000020, code));
    }

    private static byte[] Of(ushort chip, byte sizeAndFrequency, params (uint Address, byte[] Bytes)[] segments)
    {
        List<byte> image = [0xE9, (byte)segments.Length, 2, sizeAndFrequency, .. Word(0x40374000), 0xEE, 0, 0, 0];
        image.AddRange([(byte)chip, (byte)(chip >> 8), 0, 0, 0, 99, 0, 0, 0, 0, 0, 1]);
        byte sum = 0xEF;
        foreach ((uint address, byte[] bytes) in segments)
        {
            image.AddRange([.. Word(address), .. Word((uint)bytes.Length), .. bytes]);
            sum = bytes.Aggregate(sum, (all, one) => (byte)(all ^ one));
        }

        image.AddRange(new byte[(31 - (image.Count % 16)) % 16]);
        image.Add(sum);
        image.AddRange(SHA256.HashData([.. image]));
        return [.. image];
    }

    private static byte[] Word(uint value)
    {
        return BitConverter.GetBytes(value);
    }
}
