using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;

namespace SqueezeNet.Embedded.Flashing.Consoles;

/// <summary>
/// Makes lines of what a serial line brings. nanoCLR mixes packets for a debugger into its text: their messages are
/// text, too, and all else in them is left out.
/// </summary>
public sealed class ConsoleText
{
    // nanoFramework's wire protocol, version 1: eight bytes of signature, two sums, command, two numbers, flags, size.
    private const int HeaderBytes = 32;
    private const int CommandAt = 16;
    private const int SizeAt = 28;
    private const int MessageCommand = 1;

    // The CLR's packets have at most 1,024; what says more is none.
    private const int MostPayload = 4096;
    private const int LongestLine = 1024;

    private static readonly byte[] signature = "NFPKTV1\0"u8.ToArray();

    private readonly List<byte> line = [];
    private readonly List<byte> packet = [];

    /// <summary>Takes bytes.</summary>
    /// <param name="bytes">As they come; packets and lines may be cut anywhere.</param>
    /// <returns>The lines that are complete, without their ends.</returns>
    public IReadOnlyList<string> Add(ReadOnlySpan<byte> bytes)
    {
        List<string> lines = [];
        foreach (byte next in bytes)
        {
            AddByte(next, lines);
        }

        return lines;
    }

    /// <summary>Ends the line that has begun: a text that was cut has no end.</summary>
    /// <returns>Null if there is none.</returns>
    public string? Flush()
    {
        string text = Encoding.UTF8.GetString([.. line]).TrimEnd();
        line.Clear();
        return text.Length > 0 ? text : null;
    }

    private void AddByte(byte next, List<string> lines)
    {
        packet.Add(next);
        if (packet.Count <= signature.Length)
        {
            if (next != signature[packet.Count - 1])
            {
                NoPacket(lines);
            }
        }
        else if (packet.Count >= HeaderBytes)
        {
            AddPayload(lines);
        }
    }

    /// <summary>What looked like a signature is text; its last byte may begin another.</summary>
    private void NoPacket(List<string> lines)
    {
        byte last = packet[^1];
        bool begins = packet.Count > 1 && last == signature[0];
        int text = begins ? packet.Count - 1 : packet.Count;
        for (int i = 0; i < text; i++)
        {
            AddText(packet[i], lines);
        }

        packet.Clear();
        if (begins)
        {
            packet.Add(last);
        }
    }

    private void AddPayload(List<string> lines)
    {
        byte[] bytes = [.. packet];
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(SizeAt));
        if (size > MostPayload)
        {
            packet.Clear();
            return;
        }

        if (IsCutShort(bytes))
        {
            packet.RemoveRange(0, packet.Count - signature.Length);
        }
        else if (packet.Count == HeaderBytes + (int)size)
        {
            packet.Clear();
            if (BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(CommandAt)) == MessageCommand)
            {
                Array.ForEach(bytes[HeaderBytes..], part => AddText(part, lines));
            }
        }
    }

    /// <summary>A reset cuts packets: the next begins within what the last one announced.</summary>
    private static bool IsCutShort(byte[] bytes)
    {
        return bytes.Length > HeaderBytes && bytes.AsSpan().EndsWith(signature);
    }

    private void AddText(byte next, List<string> lines)
    {
        if (next == '\n' || line.Count == LongestLine)
        {
            lines.Add(Encoding.UTF8.GetString([.. line]).TrimEnd());
            line.Clear();
        }

        // Tabs, and all that can be seen; padding and noise at another speed cannot.
        if (next >= ' ' && next != 0x7f || next == '\t')
        {
            line.Add(next);
        }
    }
}
