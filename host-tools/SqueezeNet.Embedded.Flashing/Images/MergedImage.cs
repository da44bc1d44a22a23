using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Flashing.Devices;

namespace SqueezeNet.Embedded.Flashing.Images;

/// <summary>
/// One file of many regions, from address 0 on, byte for byte as esptool's merge_bin makes it. Gaps hold 0xFF: written
/// as a whole, it erases what lies between, such as stored Wi-Fi and settings.
/// </summary>
public static class MergedImage
{
    private const byte Erased = 0xFF;

    /// <summary>Puts regions together.</summary>
    /// <exception cref="FlashingException">Two overlap.</exception>
    public static byte[] Of(IEnumerable<FlashRegion> regions)
    {
        FlashRegion[] all = [.. regions.OrderBy(region => region.Offset)];
        for (int k = 1; k < all.Length; k++)
        {
            if (End(all[k - 1]) > all[k].Offset)
            {
                throw new FlashingException(
                    FlashingCause.DoesNotFit,
                    FormattableString.Invariant($"{all[k - 1].Name} ends at 0x{End(all[k - 1]):X}, ")
                    + FormattableString.Invariant($"and {all[k].Name} begins at 0x{all[k].Offset:X}: they overlap."));
            }
        }

        byte[] image = new byte[all.Length == 0 ? 0 : End(all[^1])];
        image.AsSpan().Fill(Erased);
        foreach (FlashRegion region in all)
        {
            region.Bytes.Span.CopyTo(image.AsSpan((int)region.Offset));
        }

        return image;
    }

    private static long End(FlashRegion region)
    {
        return region.Offset + region.Bytes.Length;
    }
}
