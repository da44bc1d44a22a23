using System;
using SqueezeNet.Embedded.Flashing.Images;

namespace SqueezeNet.Embedded.Flashing.Steps;

/// <summary>What the first bytes of a place say of what stands there.</summary>
internal static class FoundBytes
{
    private const int DescriptionAt = EspImage.HeaderBytes + 8;
    private const int CrcAt = 12;
    private const byte Erased = 0xFF;

    /// <summary>Describes it for people; null if the place is erased.</summary>
    public static string? Describe(FlashPart part, ReadOnlySpan<byte> head)
    {
        if (!head.ContainsAnyExcept(Erased))
        {
            return null;
        }

        return head.SequenceEqual(part.Region.Bytes.Span[..head.Length])
            ? "the same beginning, and not the same end: an earlier write was interrupted, or it is another build"
            : Other(part.Kind, head);
    }

    private static string Other(FlashPartKind kind, ReadOnlySpan<byte> head)
    {
        if (kind == FlashPartKind.Clr && head.Length > DescriptionAt
            && AppDescription.Read(head[DescriptionAt..]) is AppDescription application)
        {
            return $"{application.Project} {application.Version} of {application.Built}";
        }

        return kind == FlashPartKind.Model && head.StartsWith("SQNT"u8)
            ? $"the model with crc {ModelImage.CrcText(BitConverter.ToUInt32(head[CrcAt..]))}"
            : "something else";
    }
}
