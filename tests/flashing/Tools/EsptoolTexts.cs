namespace SqueezeNet.Embedded.Tests.Flashing.Tools;

/// <summary>
/// What esptool says, shortened to what is read of it. The wording was compared with the genuine versions 4.12.0 and
/// 5.3.1, which talked to a loader that was played by a program.
/// </summary>
internal static class EsptoolTexts
{
    public const string IdentityFour =
        """
        esptool.py v4.12.0
        Connecting...
        Detecting chip type... ESP32-S3
        Chip is ESP32-S3 (QFN56) (revision v0.2)
        Features: WiFi, BLE, Embedded PSRAM 8MB (AP_3v3)
        MAC: 34:85:18:aa:bb:cc
        Stub running...
        Detected flash size: 8MB
        """;

    /// <summary>Without PSRAM in the chip, with a first try that fails and colours of a terminal.</summary>
    public const string IdentityFive =
        "esptool v5.3.1\n"
        + "Detecting chip type... Unsupported detection protocol, switching and trying again...\n"
        + "Detecting chip type... ESP32-S3\n"
        + "\u001b[1A\u001b[2KConnected to ESP32-S3 on /dev/ttyACM0:\n"
        + "Chip type:          ESP32-S3 (QFN56) (revision v0.1)\n"
        + "Features:           Wi-Fi, BT 5 (LE), Dual Core + LP Core, 240MHz\n"
        + "MAC:                34:85:18:aa:bb:dd\n"
        + "\u001b[1;36mNote:\u001b[0m a note\n"
        + "Detected flash size: 16MB\n";

    public const string Plain = "Secure Boot: Disabled\nFlash Encryption: Disabled";

    public const string Encrypted = "Secure Boot: Disabled\nFlash Encryption: Enabled";

    public const string WrittenFour =
        """
        Compressed 3000 bytes to 3011...
        Writing at 0x00008000... (100 %)
        Wrote 3000 bytes (3011 compressed) at 0x00008000 in 0.0 seconds (effective 28339.9 kbit/s)...
        Hash of data verified.
        Compressed 1000 bytes to 800...
        Writing at 0x00690000... (50 %)
        Hash of data verified.
        """;

    public const string WrittenFive =
        """
        Writing 'region0.bin' at 0x00008000...
        Writing at 0x00008000 [                              ]   0.0% 0/3000 bytes...
        Writing at 0x00008bb8 [==============================] 100.0% 3000/3000 bytes...
        Hash of data verified.
        Writing at 0x00690000 [===============               ]  50.0% 500/1000 bytes...
        Hash of data verified.
        """;
}
