using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace SqueezeNet.Embedded.Host.Import.Torch;

/// <summary>The bytes of a pickle, read from front to back, with the limits of what is taken from them.</summary>
internal sealed class PickleBytes
{
    /// <summary>Most bytes of a pickle. Training states of a SqueezeNet have some ten thousand.</summary>
    public const int Max = 64 << 20;

    private const int MaxText = 4096;
    private const int MaxDigits = 255;

    private readonly byte[] bytes;
    private readonly int end;
    private int start;

    /// <summary>Begins at an offset.</summary>
    public PickleBytes(byte[] bytes, int position)
    {
        this.bytes = bytes;
        Position = position;
        end = (int)Math.Min(bytes.Length, (long)position + Max);
    }

    /// <summary>Where reading goes on.</summary>
    public int Position { get; private set; }

    /// <summary>The next instruction; errors name its place.</summary>
    public byte Instruction()
    {
        start = Position;
        return Byte();
    }

    public byte Byte() => Take(1)[0];

    public ushort Unsigned16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public int Signed32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public uint Unsigned32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public ulong Unsigned64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public double Real() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    /// <summary>An integer. Those that fit 64 bits are what sizes are compared with; huge ones are skipped.</summary>
    public object Integer(long length)
    {
        if (length is < 0 or > MaxDigits)
        {
            Skip((ulong)length);
            return new PickleOpaque("int");
        }

        BigInteger value = new(Take((int)length));
        return value >= long.MinValue && value <= long.MaxValue ? (long)value : (object)value;
    }

    /// <summary>A text, or what stands for one that is too long for a name.</summary>
    public object Text(ulong length)
    {
        if (length <= MaxText)
        {
            return Encoding.UTF8.GetString(Take((int)length));
        }

        Skip(length);
        return new PickleOpaque("str");
    }

    /// <summary>A name up to the end of the line.</summary>
    public string Line()
    {
        int length = bytes.AsSpan(Position, Math.Min(MaxText, end - Position)).IndexOf((byte)'\n');
        Require(length >= 0, "a name does not end");
        string line = Encoding.UTF8.GetString(Take(length));
        Position++;
        return line;
    }

    /// <summary>Passes over bytes without a copy.</summary>
    public void Skip(ulong count)
    {
        RequireLeft(count);
        Position += (int)count;
    }

    /// <summary>Refuses the pickle at the instruction that is being read, unless a condition holds.</summary>
    public void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw Refuse(problem);
        }
    }

    public PickleException Refuse(string problem) => new(problem, start);

    private ReadOnlySpan<byte> Take(int count)
    {
        RequireLeft((ulong)count);
        Position += count;
        return bytes.AsSpan(Position - count, count);
    }

    private void RequireLeft(ulong count)
    {
        Require(count <= (ulong)(end - Position), end < bytes.Length ? "it is too large" : "it ends too early");
    }
}
