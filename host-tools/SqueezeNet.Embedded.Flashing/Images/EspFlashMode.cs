using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Flashing.Images;

/// <summary>How a chip reads its flash: two bytes in the header of an image for the ESP32-S3.</summary>
/// <param name="Mode">"qio", "qout", "dio" or "dout".</param>
/// <param name="Frequency">"80m", "40m", "26m" or "20m".</param>
/// <param name="FlashBytes">Size of the flash that the image is for.</param>
public sealed record EspFlashMode(string Mode, string Frequency, long FlashBytes)
{
    private const int FrequencyMask = 0x0F;

    private static readonly string[] modes = ["qio", "qout", "dio", "dout"];

    private static readonly Dictionary<int, string> frequencies = new()
    {
        [0xF] = "80m",
        [0x0] = "40m",
        [0x1] = "26m",
        [0x2] = "20m",
    };

    /// <summary>The two bytes.</summary>
    /// <exception cref="FlashingException">A header cannot say this.</exception>
    internal byte[] Write()
    {
        int mode = Array.IndexOf(modes, Mode);
        int frequency = frequencies.Where(pair => pair.Value == Frequency)
            .Select(pair => pair.Key)
            .DefaultIfEmpty(-1)
            .First();
        int size = long.IsPow2(FlashBytes) ? (int)long.Log2(FlashBytes) - 20 : -1;
        return mode >= 0 && frequency >= 0 && size is >= 0 and <= 7
            ? [(byte)mode, (byte)((size << 4) | frequency)]
            : throw new FlashingException(
                FlashingCause.BadFile,
                FormattableString.Invariant($"no image can say flash of {FlashBytes} bytes, mode '{Mode}', ")
                + $"frequency '{Frequency}': there are 1 to 128 MB, {string.Join(", ", modes)} and "
                + $"{string.Join(", ", frequencies.Values)}.");
    }

    /// <summary>Reads the two bytes; null if no chip knows what they say.</summary>
    internal static EspFlashMode? Read(byte mode, byte sizeAndFrequency)
    {
        int size = sizeAndFrequency >> 4;
        return mode < modes.Length && size <= 7
            && frequencies.TryGetValue(sizeAndFrequency & FrequencyMask, out string? frequency)
                ? new EspFlashMode(modes[mode], frequency, 1L << (20 + size))
                : null;
    }
}
