using System;
using System.Collections.Generic;

namespace SqueezeNet.Embedded.Flashing.Ports;

/// <summary>What is soldered between USB and an ESP32.</summary>
internal static class UsbDevices
{
    /// <summary>The S3's own USB: no chip in between.</summary>
    public const string NativeUsb = "303a:1001";

    private const string EspressifVendor = "303a:";

    private static readonly Dictionary<string, string> names = new(StringComparer.OrdinalIgnoreCase)
    {
        [NativeUsb] = "USB of the ESP32 itself",
        ["10c4:ea60"] = "CP210x bridge",
        ["10c4:ea70"] = "CP2105 bridge",
        ["1a86:7522"] = "CH340 bridge",
        ["1a86:7523"] = "CH340 bridge",
        ["1a86:55d2"] = "CH342 bridge",
        ["1a86:55d3"] = "CH343 bridge",
        ["1a86:55d4"] = "CH9102 bridge",
        ["0403:6001"] = "FT232 bridge",
        ["0403:6010"] = "FT2232 bridge",
        ["0403:6014"] = "FT232H bridge",
        ["0403:6015"] = "FT231X bridge",
    };

    /// <summary>The device's name; null if it is not known for being on such a board.</summary>
    /// <param name="usbId">Vendor and product, "303a:1001".</param>
    public static string? Name(string usbId)
    {
        return names.TryGetValue(usbId, out string? name) ? name
            : usbId.StartsWith(EspressifVendor, StringComparison.OrdinalIgnoreCase) ? "a device of Espressif" : null;
    }
}
