using System;
using System.Buffers.Binary;
using System.Text;

namespace SqueezeNet.Embedded.Flashing.Images;

/// <summary>An assembly as nanoFramework's metadata processor writes it: a .pe file.</summary>
/// <param name="Name">Its name; null where it stands in the CLR's own table of texts.</param>
/// <param name="Version">Its version.</param>
/// <param name="NativeChecksum">Of its native methods; 0 where it has none.</param>
/// <param name="At">Where it begins in the application.</param>
/// <param name="Bytes">How long it is.</param>
public sealed record DeviceAssembly(string? Name, Version Version, uint NativeChecksum, int At, int Bytes)
{
    internal const int HeaderBytes = 124;

    private const int HeaderSumAt = 8;
    private const int SumAt = 12;
    private const int ChecksumAt = 20;
    private const int VersionAt = 28;
    private const int NameAt = 36;
    private const int TextVersionAt = 38;
    private const int TablesAt = 40;
    private const int TextTable = 11;
    private const int EndOfTables = 15;
    private const int KnownTextVersion = 1;

    private static ReadOnlySpan<byte> Marker => "NFMRK1\0\0"u8;

    /// <summary>Whether an assembly of any version of nanoFramework begins here.</summary>
    internal static bool Begins(ReadOnlySpan<byte> bytes)
    {
        return bytes.StartsWith(Marker[..5]);
    }

    /// <summary>Reads the assembly that begins a file, and checks both of its sums.</summary>
    /// <param name="bytes">From its first byte to the end of the application.</param>
    /// <param name="at">Where that is, for messages.</param>
    /// <exception cref="FlashingException">The CLR would not take it.</exception>
    internal static DeviceAssembly Read(ReadOnlySpan<byte> bytes, int at)
    {
        if (!bytes.StartsWith(Marker) || bytes.Length < HeaderBytes)
        {
            throw Begins(bytes)
                ? Fault(at, "the marker is not NFMRK1: the assembly is for another version of nanoFramework; build the "
                    + "application with the metadata processor of CLR 1.17")
                : Fault(at, "an assembly begins with NFMRK1, and none does here: give the .bin of the application");
        }

        long length = UInt32(bytes, TablesAt + (EndOfTables * 4));
        if (length < HeaderBytes || length > bytes.Length)
        {
            throw Fault(at, "the file ends before the assembly does: build or copy the application again");
        }

        bytes = bytes[..(int)length];
        CheckSums(bytes, at);
        return new DeviceAssembly(
            Text(bytes), VersionOf(bytes), UInt32(bytes, ChecksumAt), at, (int)length);
    }

    private static void CheckSums(ReadOnlySpan<byte> bytes, int at)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        bytes[..HeaderBytes].CopyTo(header);
        header.Slice(HeaderSumAt, 4).Clear();
        if (DeviceCrc.Of(header) != UInt32(bytes, HeaderSumAt))
        {
            throw Fault(at + HeaderSumAt, "the CRC of the header is not that of its bytes: the file is damaged");
        }

        if (DeviceCrc.Of(bytes[HeaderBytes..]) != UInt32(bytes, SumAt))
        {
            throw Fault(at + SumAt, "the CRC of the assembly is not that of its bytes: the file is damaged");
        }

        if (BinaryPrimitives.ReadUInt16LittleEndian(bytes[TextVersionAt..]) != KnownTextVersion)
        {
            throw Fault(at + TextVersionAt, "the version of the table of texts is not 1: the CLR does not take it");
        }
    }

    private static string? Text(ReadOnlySpan<byte> bytes)
    {
        int start = (int)uint.Min(UInt32(bytes, TablesAt + (TextTable * 4)), (uint)bytes.Length);
        int end = (int)uint.Min(UInt32(bytes, TablesAt + ((TextTable + 1) * 4)), (uint)bytes.Length);
        int at = start + BinaryPrimitives.ReadUInt16LittleEndian(bytes[NameAt..]);
        if (at >= end)
        {
            return null;
        }

        ReadOnlySpan<byte> text = bytes[at..end];
        int length = text.IndexOf((byte)0);
        return length < 0 ? null : Encoding.UTF8.GetString(text[..length]);
    }

    private static Version VersionOf(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> parts = bytes[VersionAt..];
        return new Version(Part(parts, 0), Part(parts, 1), Part(parts, 2), Part(parts, 3));
    }

    private static int Part(ReadOnlySpan<byte> parts, int index)
    {
        return BinaryPrimitives.ReadUInt16LittleEndian(parts[(index * 2)..]);
    }

    private static uint UInt32(ReadOnlySpan<byte> bytes, int at)
    {
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
    }

    private static FlashingException Fault(int at, string fault)
    {
        return new FlashingException(FlashingCause.BadFile, FormattableString.Invariant($"offset 0x{at:X}: {fault}."));
    }
}
