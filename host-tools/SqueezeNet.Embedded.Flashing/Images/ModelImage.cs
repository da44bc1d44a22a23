using System;

namespace SqueezeNet.Embedded.Flashing.Images;

/// <summary>A model that was opened and whose proof holds: no accumulator saturates.</summary>
public sealed class ModelImage
{
    private ModelImage(byte[] bytes, Blob blob)
    {
        Bytes = bytes;
        Blob = blob;
    }

    /// <summary>The blob's bytes, and none behind them.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The blob.</summary>
    public Blob Blob { get; }

    /// <summary>Its name.</summary>
    public string Name => Blob.Header.Name;

    /// <summary>Its CRC, as a node's status says it.</summary>
    public string Crc => CrcText(Blob.Header.Crc);

    /// <summary>Reads and proves a blob.</summary>
    /// <exception cref="FlashingException">It cannot be used.</exception>
    public static ModelImage Read(byte[] bytes)
    {
        try
        {
            Blob blob = Blob.Open(bytes, OpenChecks.Crc | OpenChecks.Proof);
            return new ModelImage(bytes[..blob.Header.TotalBytes], blob);
        }
        catch (ModelException e)
        {
            throw new FlashingException(FlashingCause.BadFile, e.Message);
        }
    }

    /// <summary>A CRC as a node's status says it.</summary>
    internal static string CrcText(uint crc)
    {
        return FormattableString.Invariant($"{crc:x8}");
    }
}
