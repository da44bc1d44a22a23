using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>Runs images on every engine.</summary>
internal static class BothBackends
{
    /// <summary>Classes, labels and scores must be the same; probabilities are for display (SPEC 8).</summary>
    /// <param name="blob">The model.</param>
    /// <param name="images">The images.</param>
    /// <param name="classes">How many classes are named for an image.</param>
    public static void AssertSame(string blob, IReadOnlyList<string> images, int classes)
    {
        JsonElement[][] results = new[] { "c", "vector", "csharp" }
            .Select(backend => InProcess.Succeed(
                ["run", blob, .. images, "--top", $"{classes}", "--backend", backend, "--json"]))
            .Select(run => run.Json.EnumerateArray().SelectMany(a => a.GetProperty("top").EnumerateArray()).ToArray())
            .ToArray();
        Assert.HasCount(images.Count * classes, results[0]);
        Assert.HasCount(images.Count * classes, results[1]);
        Assert.HasCount(images.Count * classes, results[2]);
        IEnumerable<(JsonElement, JsonElement)> pairs = results[..2].SelectMany(fast => fast.Zip(results[2]));
        foreach ((JsonElement native, JsonElement managed) in pairs)
        {
            foreach (string exact in new[] { "index", "label", "raw" })
            {
                Assert.AreEqual(managed.GetProperty(exact).GetRawText(), native.GetProperty(exact).GetRawText());
            }

            double expected = managed.GetProperty("probability").GetDouble();
            Assert.AreEqual(expected, native.GetProperty("probability").GetDouble(), (2e-5 * expected) + 1e-12);
        }
    }
}
