using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SqueezeNet.Embedded.Host.Training.Features;

/// <summary>
/// A feature map in few bytes: an exponent, a bit for each value that says whether it is not 0, and those values as
/// halves, divided by 2^exponent. Most values behind a ReLU are 0.
/// </summary>
internal static class PackedMap
{
    private const int Lanes = 8;
    private const int ExponentBytes = 4;

    // The largest value of a map gets this exponent: halves end below 2^16, and keep 11 bits down to 2^-14.
    private const int Top = 14;

    // For each byte of the mask: which of the next 16 bytes become its 8 halves; 255 gives 0.
    private static readonly Vector128<byte>[] places = Places();

    /// <summary>Packs a map.</summary>
    public static byte[] Encode(ReadOnlySpan<float> map)
    {
        int exponent = Exponent(map);
        Half[] halves = new Half[Padded(map.Length)];
        float[] scaled = new float[map.Length];
        TensorPrimitives.Multiply(map, (float)Math.ScaleB(1, -exponent), scaled);
        TensorPrimitives.ConvertToHalf(scaled, halves);
        ReadOnlySpan<ushort> bits = MemoryMarshal.Cast<Half, ushort>(halves);
        int mask = halves.Length / Lanes;
        byte[] bytes = new byte[ExponentBytes + mask + (2 * halves.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, exponent);
        int at = ExponentBytes + mask;
        for (int i = 0; i < bits.Length; i++)
        {
            if (bits[i] != 0)
            {
                bytes[ExponentBytes + (i / Lanes)] |= (byte)(1 << (i % Lanes));
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), bits[i]);
                at += 2;
            }
        }

        return bytes[..at];
    }

    /// <summary>Gives a map back, as it is after packing.</summary>
    /// <returns>Whether the bytes are those of such a map.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, Span<float> map)
    {
        int padded = Padded(map.Length);
        int first = ExponentBytes + (padded / Lanes);
        if (bytes.Length < first)
        {
            return false;
        }

        ReadOnlySpan<byte> mask = bytes[ExponentBytes..first];
        if (bytes.Length != first + (2 * Count(mask)))
        {
            return false;
        }

        Half[] halves = ArrayPool<Half>.Shared.Rent(padded);
        Spread(mask, bytes[first..], MemoryMarshal.Cast<Half, ushort>(halves.AsSpan(0, padded)));
        TensorPrimitives.ConvertToSingle(halves.AsSpan(0, map.Length), map);
        ArrayPool<Half>.Shared.Return(halves);
        int exponent = Math.Clamp(BinaryPrimitives.ReadInt32LittleEndian(bytes), -126, 126);
        TensorPrimitives.Multiply(map, (float)Math.ScaleB(1, exponent), map);
        return true;
    }

    /// <summary>Puts values where the mask says, and 0 elsewhere.</summary>
    private static void Spread(ReadOnlySpan<byte> mask, ReadOnlySpan<byte> values, Span<ushort> to)
    {
        Span<byte> last = stackalloc byte[Vector128<byte>.Count];
        int at = 0;
        for (int i = 0; i < mask.Length; i++)
        {
            scoped ReadOnlySpan<byte> next = values[at..];
            if (next.Length < last.Length)
            {
                next.CopyTo(last);
                next = last;
            }

            Vector128.Shuffle(Vector128.Create(next), places[mask[i]]).AsUInt16().CopyTo(to[(Lanes * i)..]);
            at += 2 * BitOperations.PopCount(mask[i]);
        }
    }

    /// <summary>Bits that are set.</summary>
    private static int Count(ReadOnlySpan<byte> mask)
    {
        int count = 0;
        foreach (byte lanes in mask)
        {
            count += BitOperations.PopCount(lanes);
        }

        return count;
    }

    private static int Exponent(ReadOnlySpan<float> map)
    {
        float largest = Math.Abs(TensorPrimitives.MaxMagnitude(map));
        return largest > 0 && float.IsFinite(largest) ? Math.Clamp(Math.ILogB(largest) - Top, -126, 126) : 0;
    }

    private static int Padded(int values) => (values + Lanes - 1) / Lanes * Lanes;

    private static Vector128<byte>[] Places()
    {
        Vector128<byte>[] result = new Vector128<byte>[byte.MaxValue + 1];
        Span<byte> place = stackalloc byte[Vector128<byte>.Count];
        for (int mask = 0; mask < result.Length; mask++)
        {
            place.Fill(byte.MaxValue);
            int from = 0;
            for (int lane = 0; lane < Lanes; lane++)
            {
                if ((mask >> lane & 1) != 0)
                {
                    place[2 * lane] = (byte)from++;
                    place[(2 * lane) + 1] = (byte)from++;
                }
            }

            result[mask] = Vector128.Create((ReadOnlySpan<byte>)place);
        }

        return result;
    }
}
