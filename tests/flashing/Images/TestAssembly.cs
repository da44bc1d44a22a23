using System;
using System.Buffers.Binary;
using System.Text;

namespace SqueezeNet.Embedded.Tests.Flashing.Images;

/// <summary>Assemblies as nanoFramework's metadata processor writes them: a header, a table of texts, code.</summary>
internal static class TestAssembly
{
    private const int HeaderBytes = 124;

    /// <summary>Makes one.</summary>
    public static byte[] Of(string name, uint nativeChecksum, int codeBytes = 100)
    {
        byte[] text = Encoding.UTF8.GetBytes("\0" + name + "\0");
        byte[] bytes = new byte[HeaderBytes + ((text.Length + 3) / 4 * 4) + codeBytes];
        "NFMRK1\0\0"u8.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(20), nativeChecksum);
        bytes[28] = 1;
        bytes[30] = 2;
        bytes[36] = 1;
        bytes[38] = 1;
        int codeAt = bytes.Length - codeBytes;
        for (int table = 0; table < 16; table++)
        {
            int at = table <= 11 ? HeaderBytes : table == 15 ? bytes.Length : codeAt;
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(40 + (table * 4)), at);
        }

        text.CopyTo(bytes, HeaderBytes);
        new Random(name.Length).NextBytes(bytes.AsSpan(codeAt));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), Crc(bytes.AsSpan(HeaderBytes)));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Crc(bytes.AsSpan(0, HeaderBytes)));
        return bytes;
    }

    /// <summary>Bit by bit, from the polynomial that the CLR's table begins with.</summary>
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = 0;
        foreach (byte value in bytes)
        {
            for (int bit = 7; bit >= 0; bit--)
            {
                uint top = (crc >> 31) ^ (uint)((value >> bit) & 1);
                crc = (crc << 1) ^ (top * 0x04C11DB7);
            }
        }

        return crc;
    }
}
