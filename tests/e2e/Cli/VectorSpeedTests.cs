using System.Runtime.Intrinsics.X86;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>The engine of machines without the native library is not much slower than it.</summary>
[TestClass]
public sealed class VectorSpeedTests
{
    // About twice the worst that was measured (docs/results.md): the engines take turns, so what else the machine does
    // hits both.
    private const double MostRatio = 4;

    [TestMethod]
    [DataRow("1", DisplayName = "256 bits")]
    [DataRow("0", DisplayName = "128 bits")]
    public void TheVectorEngineTakesAtMostFourTimesAsLongAsTheNativeOne(string avx2)
    {
        if (!Avx2.IsSupported)
        {
            Assert.Inconclusive("this machine has no AVX2 to compare with");
        }

        Sqnet bench = Sqnet.With(
            [$"DOTNET_EnableAVX2={avx2}"], "bench", CardsBlob.Path, "--backend", "vector", "--against", "c/avx2",
            "--runs", "101", "--warm-up", "30", "--json");
        Assert.AreEqual(0, bench.ExitCode, bench.Errors);
        Assert.AreEqual(avx2 == "1" ? "avx2" : "ssse3", bench.Json.GetProperty("isa").GetString());
        Assert.IsLessThanOrEqualTo(MostRatio, bench.Json.GetProperty("ratio").GetDouble());
    }
}
