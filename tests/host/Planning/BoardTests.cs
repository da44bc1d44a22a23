using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Tests.Host.Planning;

[TestClass]
public sealed class BoardTests
{
    private static readonly string[] expected = ["esp32-s3-no-psram", "esp32-s3-octal-psram", "esp32-s3-quad-psram"];

    [TestMethod]
    public void EveryProfileIsValidAndSaysItsSources()
    {
        CollectionAssert.AreEqual(expected, Boards.Names.ToArray());
        foreach (string name in Boards.Names)
        {
            Board board = Boards.Load(name);
            Assert.AreEqual(name, board.Name);
            Assert.AreEqual(board.PsramBytes > 0, board.PsramMbPerS > 0);
            foreach (string field in new[]
                { "sram_bytes", "psram_mb_per_s", "flash_mb_per_s", "cache_bytes", "kernels", "overlap" })
            {
                Assert.IsFalse(string.IsNullOrWhiteSpace(board.Source[field]), $"{name}: {field}");
            }
        }

        StringAssert.StartsWith(Boards.Load("esp32-s3-quad-psram").Source["psram_mb_per_s"], "Estimate");
    }

    [TestMethod]
    public void UnknownBoardIsRefusedWithTheKnownOnes()
    {
        PlanningException e = Assert.ThrowsExactly<PlanningException>(() => Boards.Load("esp8266"));
        StringAssert.Contains(e.Message, "esp32-s3-quad-psram");
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
    [DataRow("\"overlap\": false", "\"overlap\": false, \"colour\": 3")]
    public void ImpossibleNumbersAreRefused(string from, string to)
    {
        using Stream stream =
            Assembly.GetAssembly(typeof(Boards))!.GetManifestResourceStream("boards/esp32-s3-octal-psram.json")!;
        string text = new StreamReader(stream).ReadToEnd();
        StringAssert.Contains(text, from);
        _ = Board.Parse(text);
        Assert.ThrowsExactly<PlanningException>(
            () => Board.Parse(text.Replace(from, to, System.StringComparison.Ordinal)));
    }
}
