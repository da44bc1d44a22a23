using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Packing;

/// <summary>The range encoder of SPEC 4.3.</summary>
internal sealed class BitEncoder : BitCoder
{
    private readonly List<byte> bytes = [];
    private ulong low;
    private uint range = 0xFFFFFFFF;

    /// <summary>Ends the stream.</summary>
    /// <returns>All of it.</returns>
    public byte[] Finish()
    {
        for (int i = 0; i < 4; i++)
        {
            Shift();
        }

        return [.. bytes];
    }

    /// <inheritdoc/>
    protected override int Code(uint one, int bit)
    {
        uint bound = (range >> 16) * one;
        if (bit != 0)
        {
            range = bound;
        }
        else
        {
            low += bound;
            range -= bound;
        }

        if (low > uint.MaxValue)
        {
            Carry();
        }

        while (range < Smallest)
        {
            range <<= 8;
            Shift();
        }

        return bit;
    }

    private void Carry()
    {
        low &= uint.MaxValue;
        int at = bytes.Count - 1;
        while (++bytes[at] == 0)
        {
            at--;
        }
    }

    private void Shift()
    {
        bytes.Add((byte)(low >> 24));
        low = (low << 8) & uint.MaxValue;
    }
}
