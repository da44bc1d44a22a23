using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Flashing;
using SqueezeNet.Embedded.Flashing.Devices;
using SqueezeNet.Embedded.Flashing.Images;

namespace SqueezeNet.Embedded.Tests.Flashing.Images;

/// <summary>
/// Images, firmwares and applications are read as chip and CLR read them, and put together as esptool does.
/// </summary>
[TestClass]
public sealed class ImageTests
{
    private readonly TemporaryFolder folder = new();

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    public void AnImageSaysWhatItIs()
    {
        EspImage image = EspImage.Read([.. TestImage.Clr("1.2.3", 1000), 1, 2, 3]);
        Assert.AreEqual("esp32s3", image.Chip);
        Assert.AreEqual(new EspFlashMode("dio", "80m", 8 << 20), image.FlashMode);
        Assert.AreEqual(new AppDescription("1.2.3", "nanoCLR", "Nov 30 2026 12:00:00", "v5.5.4"), image.Description);
        Assert.AreEqual(image.Bytes.Length - 3, image.Length);
        Assert.IsNull(EspImage.Read(TestImage.Bootloader()).Description);
    }

    /// <summary>Each bit of header, segments, sum and hash counts.</summary>
    [TestMethod]
    public void EveryDamagedByteOfAnImageIsFound()
    {
        byte[] image = TestImage.Bootloader();
        for (int at = 0; at < image.Length; at++)
        {
            byte[] damaged = [.. image];
            damaged[at] ^= 0x10;
            Assert.ThrowsExactly<FlashingException>(() => EspImage.Read(damaged), $"byte {at}");
            Assert.ThrowsExactly<FlashingException>(() => EspImage.Read(image[..at]), $"{at} bytes");
        }
    }

    /// <summary>
    /// Both sums are of files that esptool 4.12.0 and 5.3.1 made of the same image, with merge_bin --flash_mode qio
    /// --flash_freq 40m --flash_size 16MB.
    /// </summary>
    [TestMethod]
    public void AnotherFlashGivesTheBytesOfTheGenuineEsptool()
    {
        byte[] image = TestImage.Bootloader();
        Assert.AreEqual("b526129612ae1364dcc2a5a48a45ba741e905a0bf3b6055f0af3fe105e61afd5", Sha256(image));
        EspImage other = EspImage.Read(image).With(new EspFlashMode("qio", "40m", 16 << 20));
        Assert.AreEqual(
            "54b53951febe919b8240ae870e1c22cf941ac8bfa50ea16471df4f0f6cb9fe56", Sha256(other.Bytes.ToArray()));
        Assert.ThrowsExactly<FlashingException>(() => other.With(new EspFlashMode("qio", "40m", 3 << 20)));
    }

    [TestMethod]
    public void AFirmwareIsReadAndItsBootloaderSaysTheFlashOfItsManifest()
    {
        string path = TestFirmware.Write(folder.File("octal-16mb"), megabytes: 16);
        Assert.AreEqual(0x790000, Firmware.Open(path).Table.Find("model")!.Offset);
        Replace(path, "bootloader.bin", TestImage.Bootloader(0x3F));
        Assert.AreEqual(16 << 20, Firmware.Open(path).Bootloader.FlashMode.FlashBytes);
    }

    [TestMethod]
    [DataRow("nanoCLR.bin", "length or SHA-256 is not that of the manifest")]
    [DataRow("partition-table.bin", "length or SHA-256 is not that of the manifest")]
    public void AFileOfAnotherBuildIsRefused(string file, string message)
    {
        string path = TestFirmware.Write(folder.File("octal-8mb"));
        File.AppendAllText(Path.Combine(path, file), "x");
        AssertRefused(Path.Combine(path, file) + ": " + message, path);
        File.Delete(Path.Combine(path, file));
        AssertRefused(Path.Combine(path, file) + ": no such file", path);
    }

    [TestMethod]
    public void AFirmwareForAnotherChipOrOfAnotherFormIsRefused()
    {
        string path = TestFirmware.Write(folder.File("octal-8mb"));
        Replace(path, "nanoCLR.bin", TestImage.Clr("1", 100, chip: 5));
        AssertRefused(Path.Combine(path, "nanoCLR.bin") + ": it is for the esp32c3, and the firmware for the", path);
        Edit(path, "\"format\":1", "\"format\":2");
        AssertRefused(Path.Combine(path, "manifest.json") + ": not the manifest of a firmware: format 2", path);
        Edit(path, "\"format\":2", "\"form\":2");
        AssertRefused(Path.Combine(path, "manifest.json") + ": not the manifest of a firmware", path);
        AssertRefused(folder.File("none"), folder.File("none"));
    }

    [TestMethod]
    public void AManifestNamesFilesOfItsFolderOnly()
    {
        string path = TestFirmware.Write(folder.File("octal-8mb"));
        Edit(path, "\"path\":\"nanoCLR.bin\"", "\"path\":\"../nanoCLR.bin\"");
        AssertRefused(Path.Combine(path, "../nanoCLR.bin") + ": the manifest names '../nanoCLR.bin'", path);
    }

    [TestMethod]
    public void AnApplicationIsItsAssemblies()
    {
        ApplicationImage application = ApplicationImage.Read(TestFirmware.Application());
        Assert.AreEqual(
            "CameraNode, SqueezeNet.Embedded.Native", string.Join(", ", application.Assemblies.Select(a => a.Name)));
        Assert.AreEqual(new Version(1, 2, 0, 0), application.Assemblies[1].Version);
        Assert.AreEqual(0, application.Assemblies[1].At % 4);
        application.RequireFits(Firmware.Open(TestFirmware.Write(folder.File("a"))).Manifest);
    }

    [TestMethod]
    public void AnApplicationForAnotherNativeHalfIsRefusedWithTheRemedy()
    {
        FirmwareManifest manifest = Firmware.Open(TestFirmware.Write(folder.File("a"))).Manifest;
        FlashingException e = Assert.ThrowsExactly<FlashingException>(
            () => ApplicationImage.Read(TestFirmware.Application(0x12345678)).RequireFits(manifest));
        StringAssert.Contains(e.Message, "0x12345678, and firmware octal-8mb 0.1.0 has 0x6DB524B6: take the firmware");
        Assert.AreEqual(FlashingCause.DoesNotFit, e.Cause);
        e = Assert.ThrowsExactly<FlashingException>(
            () => ApplicationImage.Read(TestAssembly.Of("Other", 0)).RequireFits(manifest));
        StringAssert.Contains(e.Message, "there is no assembly SqueezeNet.Embedded.Native in the application");
    }

    [TestMethod]
    public void EveryDamagedByteOfAnAssemblyIsFound()
    {
        byte[] bytes = TestAssembly.Of("Name", 7, 20);
        for (int at = 0; at < bytes.Length; at++)
        {
            byte[] damaged = [.. bytes];
            damaged[at] ^= 0x20;
            Assert.ThrowsExactly<FlashingException>(() => ApplicationImage.Read(damaged), $"byte {at}");
        }

        Assert.ThrowsExactly<FlashingException>(() => ApplicationImage.Read([]));
        byte[] later = [.. bytes];
        "NFMRK2"u8.CopyTo(later);
        FlashingException e = Assert.ThrowsExactly<FlashingException>(() => ApplicationImage.Read(later));
        StringAssert.Contains(e.Message, "another version of nanoFramework");
    }

    [TestMethod]
    public void AMergedImageHasNoOverlapAndGapsOfFF()
    {
        byte[] image = MergedImage.Of([Region(0x3000, 2), Region(0, 3)]);
        Assert.AreEqual(0x3002, image.Length);
        Assert.AreEqual(5, image.Count(value => value == 7));
        Assert.AreEqual(0x3002 - 5, image.Count(value => value == 0xFF));
        Assert.IsEmpty(MergedImage.Of([]));
        FlashingException e = Assert.ThrowsExactly<FlashingException>(
            () => MergedImage.Of([Region(0, 0x1001), Region(0x1000, 1)]));
        StringAssert.Contains(e.Message, "ends at 0x1001, and region begins at 0x1000: they overlap");
    }

    /// <summary>The question about an erase is read beside the builds only.</summary>
    [TestMethod]
    public void AWebInstallAsksAboutErasingBesideTheBuilds()
    {
        FirmwareManifest firmware = Firmware.Open(TestFirmware.Write(folder.File("a"))).Manifest;
        IReadOnlyList<(string Name, byte[] Bytes)> files =
            WebInstall.Of(firmware, [("a.bin", Region(0, 3)), ("b.bin", Region(0x10000, 2))]);
        Assert.AreEqual("a.bin, b.bin, manifest.json", string.Join(", ", files.Select(file => file.Name)));
        JsonElement manifest = JsonDocument.Parse(Encoding.UTF8.GetString(files[2].Bytes)).RootElement;
        Assert.IsTrue(manifest.GetProperty("new_install_prompt_erase").GetBoolean());
        Assert.AreEqual(0, manifest.GetProperty("new_install_improv_wait_time").GetInt32());
        JsonElement build = manifest.GetProperty("builds")[0];
        Assert.AreEqual("ESP32-S3", build.GetProperty("chipFamily").GetString());
        Assert.AreEqual(
            """[{"path":"a.bin","offset":0},{"path":"b.bin","offset":65536}]""",
            JsonSerializer.Serialize(build.GetProperty("parts")));
    }

    private static FlashRegion Region(long offset, int bytes)
    {
        return new FlashRegion(offset, Enumerable.Repeat((byte)7, bytes).ToArray(), "region");
    }

    private static void AssertRefused(string message, string path)
    {
        FlashingException e = Assert.ThrowsExactly<FlashingException>(() => Firmware.Open(path));
        StringAssert.StartsWith(e.Message, message);
        Assert.AreEqual(FlashingCause.BadFile, e.Cause);
    }

    /// <summary>Another file with its length and sum in the manifest.</summary>
    private static void Replace(string path, string file, byte[] bytes)
    {
        string at = Path.Combine(path, file);
        Edit(path, Sha256(File.ReadAllBytes(at)), Sha256(bytes));
        Edit(path, $"\"bytes\":{new FileInfo(at).Length},", $"\"bytes\":{bytes.Length},");
        File.WriteAllBytes(at, bytes);
    }

    private static void Edit(string path, string old, string now)
    {
        string manifest = Path.Combine(path, "manifest.json");
        string text = File.ReadAllText(manifest);
        StringAssert.Contains(text, old);
        File.WriteAllText(manifest, text.Replace(old, now, StringComparison.Ordinal));
    }

    private static string Sha256(byte[] bytes)
    {
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
