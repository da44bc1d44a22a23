using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>The published networks from file to accuracy, through the tool.</summary>
[TestClass]
public sealed class GenuineModelTests
{
    [TestMethod]
    [DataRow("squeezenet1_1_torchvision_opset13.onnx", 224, 62_000, 88.0)]
    [DataRow("squeezenet_v1.0_deep_compression.net", 227, 122_000, 85.0)]
    public void KeepsItsAccuracy(string file, int side, int ram, double agreement)
    {
        string model = Repository.Shared(Path.Combine("models", file));
        string images = Repository.Shared(Path.Combine("images", "evaluation"));
        string blob = Path.Combine(AppContext.BaseDirectory, Path.ChangeExtension(file, ".sqnt"));
        Sqnet.Succeed(
            "build", model, "-o", blob, "--calibration", Repository.Shared(Path.Combine("images", "calibration")),
            "--labels", Repository.Shared(Path.Combine("models", "imagenet_classes.tsv")));
        Sqnet.Succeed("verify", blob);
        JsonElement summary = Sqnet.Succeed("inspect", blob, "--json").Json;
        Assert.AreEqual(side, summary.GetProperty("input").GetProperty("width").GetInt32());
        Assert.IsLessThanOrEqualTo(ram, summary.GetProperty("arena_bytes").GetInt32());

        JsonElement result = Sqnet.Succeed("eval", blob, "--images", images, "--against", model, "--json").Json;
        Console.WriteLine($"{file}: {result}");
        Assert.AreEqual(200, result.GetProperty("images").GetInt32());
        Assert.IsGreaterThanOrEqualTo(agreement, result.GetProperty("agreement").GetDouble());
        double lost = result.GetProperty("fp32_top1").GetDouble() - result.GetProperty("top1").GetDouble();
        Assert.IsLessThanOrEqualTo(2, lost, "points of top-1 lost");
        BothBackends.AssertSame(blob, Directory.GetFiles(images).Order().Where((_, i) => i % 40 == 0).ToArray(), 1000);
    }

    /// <summary>torchvision's state dict, said to read blue first, on photos that show it does not.</summary>
    [TestMethod]
    public void AReadingThatIsFarBetterIsNamed()
    {
        string model = Repository.Shared(Path.Combine("models", "squeezenet1_1_torchvision_state_dict.pth"));
        using TemporaryFolder folder = new();
        string images = Copies(folder, "evaluation", 60);
        string few = Copies(folder, "calibration", 1);
        string blob = folder.File("bgr.sqnt");
        string[] said = [model, "--channel-order", "bgr"];

        Sqnet built = Sqnet.Succeed(
            ["build", .. said, "-o", blob, "--calibration", few, "--images", images, "--json"]);
        string[] notes = [.. built.Json.GetProperty("notes").EnumerateArray().Select(n => n.GetString()!)];
        string warning = notes.Single(n => n.Contains("are right as it is read"));
        StringAssert.Contains(warning, "--channel-order rgb");
        StringAssert.Contains(built.Errors, "--channel-order rgb");
        Sqnet compared = Sqnet.Succeed(["eval", blob, "--images", images, "--against", .. said]);
        StringAssert.Contains(compared.Errors, "--channel-order rgb");
    }

    /// <summary>A folder with some of the shared images, from first to last.</summary>
    private static string Copies(TemporaryFolder folder, string name, int count)
    {
        string target = Directory.CreateDirectory(folder.File(name)).FullName;
        string[] all = [.. Directory.GetFiles(Repository.Shared(Path.Combine("images", name))).Order()];
        foreach (string file in Enumerable.Range(0, count).Select(i => all[i * all.Length / count]))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        return target;
    }

    /// <summary>The fastest plan within a board's internal RAM, and the least RAM there is a plan for.</summary>
    [TestMethod]
    [DataRow("squeezenet1_1_torchvision_opset13.onnx", 104 * 1024, 90 * 1024)]
    [DataRow("squeezenet_v1.0_deep_compression.net", 176 * 1024, 150 * 1024)]
    public void FitsItsBudget(string file, int budget, int smallest)
    {
        string model = Repository.Shared(Path.Combine("models", file));
        JsonElement plan =
            Sqnet.Succeed("plan", model, "--ram", budget.ToString(CultureInfo.InvariantCulture), "--json").Json;
        Assert.IsLessThanOrEqualTo(budget, plan.GetProperty("peak_arena_bytes").GetInt32());
        Assert.IsLessThan(smallest, plan.GetProperty("smallest_arena_bytes").GetInt32());
    }
}
