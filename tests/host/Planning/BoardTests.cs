using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Tests.Host.Planning;

[TestClass]
public sealed class BoardTests
{
    private static readonly string[] expected =
    [
        "esp32-s3-eye", "esp32-s3-no-psram", "esp32-s3-octal-psram", "esp32-s3-quad-psram", "freenove-esp32-s3",
        "xiao-esp32s3-sense",
    ];

    private static readonly string[] sources =
    [
        "module", "sram_bytes", "psram_bytes", "psram_mode", "psram_mhz", "psram_model_bytes", "psram_mb_per_s",
        "flash_bytes", "flash_mode", "flash_mhz", "flash_slot_bytes", "flash_second_slot_bytes", "flash_mb_per_s",
        "cache_bytes", "kernels", "overlap",
    ];

    [TestMethod]
    public void EveryProfileIsValidAndSaysItsSources()
    {
        CollectionAssert.AreEqual(expected, Boards.Names.ToArray());
        foreach (string name in Boards.Names)
        {
            Board board = Boards.Load(name);
            Assert.AreEqual(name, board.Name);
            Assert.AreEqual(board.PsramBytes > 0, board.PsramMbPerS > 0);
            foreach (string field in sources)
            {
                Assert.IsFalse(string.IsNullOrWhiteSpace(board.Source[field]), $"{name}: {field}");
            }
        }

        StringAssert.StartsWith(Boards.Load("esp32-s3-quad-psram").Source["psram_mb_per_s"], "Estimate");
    }

    /// <summary>Whoever has named a board in node.json can plan for it.</summary>
    [TestMethod]
    public void EveryBoardOfTheFirmwareHasAProfile()
    {
        foreach (string name in CameraBoards.Names)
        {
            Board board = Boards.Load(name);
            Assert.AreEqual((8L << 20, 8 << 20), (board.FlashBytes, board.PsramBytes));
            Assert.AreEqual(("qio", 80.0, "octal", 80.0),
                (board.FlashMode, board.FlashMhz, board.PsramMode, board.PsramMhz));
        }
    }

    /// <summary>What the firmware keeps from the managed heap, without the camera's frames.</summary>
    [TestMethod]
    [DataRow("esp32-s3-eye")]
    [DataRow("esp32-s3-octal-psram")]
    [DataRow("esp32-s3-quad-psram")]
    [DataRow("freenove-esp32-s3")]
    [DataRow("xiao-esp32s3-sense")]
    public void ModelsShareThePsramWithHeapAndFrames(string name)
    {
        CameraOptions camera = new();
        int frames = camera.Buffers * camera.Width * camera.Height * 2;
        Board board = Boards.Load(name);
        int reserved = Reserved(board.PsramMode!);
        Assert.AreEqual(reserved - frames, board.ModelPsramBytes);

        // nanoFramework subtracts without a check, and the managed heap needs what is left.
        Assert.IsGreaterThanOrEqualTo(500_000L, board.PsramBytes - reserved);
    }

    [TestMethod]
    public void WithoutPsramThereIsNoneForModels()
    {
        Assert.AreEqual(0, Boards.Load("esp32-s3-no-psram").ModelPsramBytes);
    }

    /// <summary>Times are for what firmware/image builds.</summary>
    [TestMethod]
    public void TimesAreForTheFirmwareThatIsBuilt()
    {
        string settings = File.ReadAllText(Image("sdkconfig.common"));
        foreach (Board board in Boards.Names.Select(Boards.Load))
        {
            StringAssert.Contains(settings, $"CONFIG_ESPTOOLPY_FLASHMODE_{board.FlashMode!.ToUpperInvariant()}=y\n");
            StringAssert.Contains(settings, $"CONFIG_ESPTOOLPY_FLASHFREQ_{board.FlashMhz}M=y\n");
            if (board.PsramBytes > 0)
            {
                StringAssert.Contains(settings, $"CONFIG_SPIRAM_SPEED_{board.PsramMhz}M=y\n");
            }

            Assert.IsTrue(File.Exists(Image($"sdkconfig.{board.FlashBytes >> 20}mb")), board.Name);
        }
    }

    /// <summary>Profiles that users have made say less.</summary>
    [TestMethod]
    public void AProfileWithoutTheNewerFieldsIsRead()
    {
        string text = Text("esp32-s3-octal-psram");
        foreach (string field in new[]
            { "module", "psram_mode", "psram_mhz", "psram_model_bytes", "flash_bytes", "flash_mode", "flash_mhz" })
        {
            text = Regex.Replace(text, $"\\n  \"{field}\": [^\\n]*", string.Empty);
        }

        Board board = Board.Parse(text);
        Assert.IsNull(board.Module);
        Assert.AreEqual((0L, 8 << 20), (board.FlashBytes, board.ModelPsramBytes));
    }

    [TestMethod]
    [DataRow("xiao-esp32s3", "xiao-esp32s3-sense")]
    [DataRow("ESP32-S3-EYE2", "esp32-s3-eye")]
    [DataRow("freenove-esp32s3", "freenove-esp32-s3")]
    [DataRow("esp32-s3-octal", "esp32-s3-octal-psram")]
    public void ANameThatIsNearlyRightIsSuggested(string name, string meant)
    {
        PlanningException e = Assert.ThrowsExactly<PlanningException>(() => Boards.Load(name));
        StringAssert.Contains(e.Message, $"(is '{meant}' meant?)");
    }

    [TestMethod]
    public void UnknownBoardIsRefusedWithTheKnownOnes()
    {
        PlanningException e = Assert.ThrowsExactly<PlanningException>(() => Boards.Load("esp8266"));
        StringAssert.Contains(e.Message, "esp32-s3-quad-psram");
        Assert.IsFalse(e.Message.Contains("meant", System.StringComparison.Ordinal), e.Message);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("null")]
    [DataRow("[]")]
    [DataRow("{}")]
    [DataRow("{\"name\": 3}")]
    public void OtherJsonIsRefused(string json)
    {
        Assert.ThrowsExactly<PlanningException>(() => Board.Parse(json));
    }

    [TestMethod]
    [DataRow("\"cpu_mhz\": 240", "\"cpu_mhz\": 0")]
    [DataRow("\"sram_bytes\": 204800", "\"sram_bytes\": -1")]
    [DataRow("\"psram_mb_per_s\": 58", "\"psram_mb_per_s\": 0")]
    [DataRow("\"macs_per_cycle\": 15.02", "\"macs_per_cycle\": 0")]
    [DataRow("\"cycles_per_call\": 60", "\"cycles_per_call\": -60")]
    [DataRow("\"flash_mb_per_s\": 33", "\"flash_mb_per_s\": -33")]
    [DataRow("\"flash_bytes\": 16777216", "\"flash_bytes\": 8388608")]
    [DataRow("\"psram_model_bytes\": 1866752", "\"psram_model_bytes\": 8388609")]
    [DataRow("\"psram_model_bytes\": 1866752", "\"psram_model_bytes\": -1")]
    [DataRow("\"flash_second_slot_bytes\": 4390912", "\"flash_second_slot_bytes\": -1")]
    [DataRow("\"overlap\": false", "\"overlap\": false, \"colour\": 3")]
    public void ImpossibleNumbersAreRefused(string from, string to)
    {
        string text = Text("esp32-s3-octal-psram");
        StringAssert.Contains(text, from);
        _ = Board.Parse(text);
        Assert.ThrowsExactly<PlanningException>(
            () => Board.Parse(text.Replace(from, to, System.StringComparison.Ordinal)));
    }

    private static string Image(string file)
    {
        return Path.Combine(Repository.Root, "firmware", "image", file);
    }

    private static int Reserved(string psramMode)
    {
        string text = File.ReadAllText(Image($"kconfig.{psramMode}"));
        Match match = Regex.Match(text, @"\nCONFIG_ESP32_RESERVE_SPIRAM_IDF_ALLOCATION_BYTES=(\d+)\n");
        return int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string Text(string board)
    {
        using Stream stream =
            Assembly.GetAssembly(typeof(Boards))!.GetManifestResourceStream($"boards/{board}.json")!;
        return new StreamReader(stream).ReadToEnd();
    }
}
