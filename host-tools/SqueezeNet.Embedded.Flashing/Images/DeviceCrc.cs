using System;

namespace SqueezeNet.Embedded.Flashing.Images;

/// <summary>
/// The CRC-32 of nanoFramework: polynomial 0x04C11DB7, highest bit first, from 0, nothing inverted at the end. It is
/// not the one of blobs.
/// </summary>
internal static class DeviceCrc
{
    private const uint Polynomial = 0x04C11DB7;

    private static readonly uint[] table = Table();

    /// <summary>The CRC of bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = 0;
        foreach (byte value in bytes)
        {
            crc = table[(crc >> 24) ^ value] ^ (crc << 8);
        }

        return crc;
    }

    private static uint[] Table()
    {
        uint[] all = new uint[256];
        for (uint k = 0; k < all.Length; k++)
        {
            uint crc = k << 24;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc << 1) ^ ((crc & 0x80000000) != 0 ? Polynomial : 0);
            }

            all[k] = crc;
        }

        return all;
    }
}
