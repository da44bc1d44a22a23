using System.CommandLine;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>What people read, word for word, on the card model.</summary>
[TestClass]
public sealed class ExpectedOutputTests
{
    private readonly TemporaryFolder folder = new();

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("sample")]
    [DataRow("pull")]
    [DataRow("train")]
    [DataRow("build")]
    [DataRow("pack")]
    [DataRow("plan")]
    [DataRow("boards")]
    [DataRow("inspect")]
    [DataRow("verify")]
    [DataRow("run")]
    [DataRow("bench")]
    [DataRow("eval")]
    [DataRow("simulate")]
    [DataRow("capture")]
    [DataRow("completion")]
    public void Help(string command)
    {
        // Help names the program that runs: here the tests', but for the first.
        string help = command.Length > 0
            ? InProcess.Succeed(command, "--help").Output.Replace($"  {RootCommand.ExecutableName} ", "  sqnet ")
            : Sqnet.Succeed("--help").Output;
        Expected.Check($"help-{(command.Length > 0 ? command : "sqnet")}", help);
    }

    [TestMethod]
    public void Inspect()
    {
        Expected.Check("inspect", InProcess.Succeed("inspect", CardsBlob.Path).Output);
        Expected.Check("inspect-json", InProcess.Succeed("inspect", CardsBlob.Path, "--json").Output);
        Expected.Check("inspect-packed", InProcess.Succeed("inspect", Packed()).Output);
    }

    [TestMethod]
    public void Plan()
    {
        Expected.Check("plan", InProcess.Succeed("plan", CardsBlob.Path).Output);
        Expected.Check("plan-json", InProcess.Succeed("plan", CardsBlob.Path, "--ram", "32K", "--json").Output);
        Expected.Check("plan-model", InProcess.Succeed("plan", Repository.Cards("cards.onnx"), "--ram", "32K").Output);
        Sqnet tight = InProcess.Run("plan", CardsBlob.Path, "--ram", "8K");
        Assert.AreEqual(1, tight.ExitCode);
        Expected.Check("plan-fail", tight.Output);
        string written = folder.File("roomy.sqnt");
        Expected.Check(
            "plan-written", InProcess.Succeed("plan", CardsBlob.Path, "--ram", "64K", "-o", written).Output,
            folder.Path);
    }

    [TestMethod]
    public void BoardsAndSample()
    {
        Expected.Check("boards", InProcess.Succeed("boards").Output);
        Expected.Check("sample", InProcess.Succeed("sample", folder.File("cards")).Output, folder.Path);
    }

    [TestMethod]
    public void PlanOfPackedWeights()
    {
        string packed = Packed();
        Expected.Check("plan-packed", InProcess.Succeed("plan", packed).Output);
        Expected.Check("plan-packed-json", InProcess.Succeed("plan", packed, "--json").Output);
        Expected.Check(
            "plan-window",
            InProcess.Succeed("plan", packed, "--board", "esp32-s3-no-psram", "--weights", "window").Output);
        Expected.Check("plan-arena-in-psram", InProcess.Succeed("plan", packed, "--arena", "psram").Output);
    }

    [TestMethod]
    public void Build()
    {
        string page = folder.File("x.html");
        Sqnet built = InProcess.Succeed(
            "build", Repository.Cards("cards.onnx"), "-o", folder.File("x.sqnt"), "--calibration", Images(7),
            "--labels", Repository.Cards("labels.txt"), "--images", Repository.Cards("samples"), "--report", page);
        Expected.Check("build", built.Output, folder.Path);
    }

    private string Packed()
    {
        string packed = folder.File("packed.sqnt");
        Expected.Check("pack", InProcess.Succeed("pack", CardsBlob.Path, "-o", packed).Output, folder.Path);
        return packed;
    }

    /// <summary>A folder of every so many calibration images.</summary>
    private string Images(int every)
    {
        foreach (string file in Directory.GetFiles(Repository.Cards("calibration")).Order()
            .Where((_, i) => i % every == 0))
        {
            folder.Write(Path.Combine("images", Path.GetFileName(file)), File.ReadAllBytes(file));
        }

        return folder.File("images");
    }
}
