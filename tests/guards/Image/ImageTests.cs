using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Guards.Image;

/// <summary>firmware/image: the settings of a firmware, and what is checked before it goes onto a board.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class ImageTests
{
    [TestMethod]
    [DataRow("octal-8mb", "SPIRAM_MODE_OCT", "8MB", 2097152)]
    [DataRow("octal-16mb", "SPIRAM_MODE_OCT", "16MB", 2097152)]
    [DataRow("quad-8mb", "SPIRAM_MODE_QUAD", "8MB", 1572864)]
    [DataRow("quad-16mb", "SPIRAM_MODE_QUAD", "16MB", 1572864)]
    public void EachFirmwareHasItsSettings(string name, string mode, string flash, int reserved)
    {
        string settings = MiniatureBuild.Run("settings", name).Output;
        StringAssert.Contains(settings, $"CONFIG_{mode}=y\n");
        StringAssert.Contains(settings, $"CONFIG_ESPTOOLPY_FLASHSIZE_{flash}=y\n");
        StringAssert.Contains(settings, "CONFIG_FREERTOS_HZ=100\n");
        StringAssert.Contains(MiniatureBuild.Run("kconfig", name).Output, $"ALLOCATION_BYTES={reserved}\n");
    }

    [TestMethod]
    public void AFirmwareIsLaidDown()
    {
        using MiniatureBuild build = new();
        (int exit, string output) = build.Collect();
        Assert.AreEqual(0, exit, output);
        JsonElement manifest = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(build.Firmware, "manifest.json"))).RootElement;
        Assert.AreEqual("octal-8mb", manifest.GetProperty("name").GetString());
        Assert.AreEqual(8 << 20, manifest.GetProperty("flashBytes").GetInt32());
        Assert.IsFalse(manifest.GetProperty("kernelsInIram").GetBoolean());
        Assert.AreEqual(2, manifest.GetProperty("sources").EnumerateObject().Count());
        CollectionAssert.AreEqual(
            new[] { 0, 0x8000, 0x10000 },
            manifest.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("offset").GetInt32())
                .ToArray());
        foreach (JsonElement file in manifest.GetProperty("files").EnumerateArray())
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(build.Firmware, file.GetProperty("path").GetString()!));
            Assert.AreEqual(bytes.Length, file.GetProperty("bytes").GetInt32());
            string sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
            Assert.AreEqual(sha256, file.GetProperty("sha256").GetString());
            StringAssert.Contains(File.ReadAllText(Path.Combine(build.Firmware, "SHA256SUMS")), sha256);
        }
    }

    /// <summary>The kernels' place is what the build was configured with.</summary>
    [TestMethod]
    public void TheManifestSaysWhereTheKernelsAre()
    {
        using MiniatureBuild build = new();
        File.AppendAllText(build.At("build/CMakeCache.txt"), "SQNET_KERNELS_IN_IRAM:BOOL=ON\n");
        Assert.AreEqual(0, build.Collect().Exit);
        StringAssert.Contains(
            File.ReadAllText(Path.Combine(build.Firmware, "manifest.json")), "\"kernelsInIram\": true");
    }

    /// <summary>An sdkconfig as ESP-IDF writes it says nothing of an option that others hide: that is off.</summary>
    [TestMethod]
    public void AnOptionThatIsNotThereIsOff()
    {
        using MiniatureBuild build = new();
        Replace(build.Sdkconfig, "# CONFIG_OV7670_SUPPORT is not set\n", string.Empty);
        Assert.AreEqual(0, build.Check().Exit);
    }

    [TestMethod]
    [DataRow("CONFIG_FREERTOS_HZ=100", "CONFIG_FREERTOS_HZ=1000", "CONFIG_FREERTOS_HZ=100")]
    [DataRow("CONFIG_SPIRAM_SPEED_80M=y", "CONFIG_SPIRAM_SPEED_40M=y", "CONFIG_SPIRAM_SPEED_80M=y")]
    [DataRow(
        "# CONFIG_OV7670_SUPPORT is not set", "CONFIG_OV7670_SUPPORT=y", "# CONFIG_OV7670_SUPPORT is not set")]
    public void EachLineThatDoesNotHoldIsNamed(string line, string instead, string named)
    {
        using MiniatureBuild build = new();
        Replace(build.Sdkconfig, line, instead);
        (int exit, string output) = build.Check();
        Assert.AreEqual(1, exit);
        StringAssert.Contains(output, $"does not hold: {named}\n");
        StringAssert.Contains(output, "1 lines of octal-8mb do not hold: configure again");
    }

    [TestMethod]
    public void AnSdkconfigOfAnEarlierBuildIsRefused()
    {
        using MiniatureBuild build = new();
        Assert.AreEqual(0, MiniatureBuild.Run("fresh", build.At("build")).Exit);
        (int exit, string output) = MiniatureBuild.Run("fresh", Path.GetDirectoryName(build.Sdkconfig)!);
        Assert.AreEqual(1, exit);
        StringAssert.Contains(output, "would win over our lines: delete it");
    }

    [TestMethod]
    public void AFirmwareThatDoesNotFitIsRefused()
    {
        using MiniatureBuild build = new();
        using (FileStream clr = File.OpenWrite(build.Clr))
        {
            clr.SetLength(0x1A0001);
        }

        AssertRefused(build, "has 1703937 bytes, its partition 1703936");
    }

    [TestMethod]
    public void AFirmwareOfOtherSourcesIsRefused()
    {
        using MiniatureBuild build = new();
        byte[] bytes = File.ReadAllBytes(build.Clr);
        bytes[28] ^= 1;
        File.WriteAllBytes(build.Clr, bytes);
        AssertRefused(build, "with checksum 0x");
    }

    [TestMethod]
    public void ATableWithoutRoomForModelsIsRefused()
    {
        using MiniatureBuild build = new();
        byte[] table = File.ReadAllBytes(build.At("build/partitions_8mb.bin"));
        Array.Fill(table, (byte)0xFF, 32 * 5, 32);
        File.WriteAllBytes(build.At("build/partitions_8mb.bin"), table);
        AssertRefused(build, "lacks 'model' at 6881280");
    }

    [TestMethod]
    [DataRow(2, 9, "is for another flash than 8mb at 80 MHz")]
    [DataRow(3, 0, "is for another chip")]
    public void ABootloaderForSomethingElseIsRefused(int flashSize, int chip, string message)
    {
        using MiniatureBuild build = new();
        File.WriteAllBytes(
            build.At("build/bootloader/bootloader.bin"), MiniatureBuild.Header(flashSize, (byte)chip));
        AssertRefused(build, message);
    }

    [TestMethod]
    public void ADebugBuildIsRefused()
    {
        using MiniatureBuild build = new();
        File.WriteAllText(build.At("build/CMakeCache.txt"), "CMAKE_BUILD_TYPE:STRING=Debug\n");
        AssertRefused(build, "the build is 'Debug', not MinSizeRel");
    }

    [TestMethod]
    public void AFirmwareThatIsThereStays()
    {
        using MiniatureBuild build = new();
        Assert.AreEqual(0, build.Collect().Exit);
        (int exit, string output) = build.Collect();
        Assert.AreEqual(1, exit);
        StringAssert.Contains(output, "is there already: remove it");
    }

    [TestMethod]
    [DataRow("collect", "octal", "there is no firmware 'octal'")]
    [DataRow("settings", "", "a name is missing")]
    [DataRow("flash", "octal-8mb", "unknown command 'flash'")]
    public void AMistakeIsSaidInASentence(string command, string name, string message)
    {
        (int exit, string output) = MiniatureBuild.Run(command, name);
        Assert.AreEqual(1, exit);
        StringAssert.Contains(output, message);
    }

    /// <summary>Nothing is left behind, above all no folder that looks whole.</summary>
    private static void AssertRefused(MiniatureBuild build, string message)
    {
        (int exit, string output) = build.Collect();
        Assert.AreEqual(1, exit, output);
        StringAssert.Contains(output, message);
        Assert.IsFalse(Directory.Exists(build.At("out")));
    }

    private static void Replace(string file, string text, string instead)
    {
        string before = File.ReadAllText(file);
        StringAssert.Contains(before, text);
        File.WriteAllText(file, before.Replace(text, instead, StringComparison.Ordinal));
    }
}
