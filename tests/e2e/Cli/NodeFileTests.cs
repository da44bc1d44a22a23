using CameraNode;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Cli.Commands;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>The threshold in a file of settings.</summary>
[TestClass]
public sealed class NodeFileTests
{
    [TestMethod]
    [DataRow("{}", "{\n  \"minProbability\": 0.62\n}\n")]
    [DataRow("{\"minProbability\":0.5}", "{\"minProbability\":0.62}")]
    [DataRow(
        "{\n  \"user\": \"a\\\"}\", \n  \"minProbability\" : 5e-1 ,\n  \"ledPin\": -1\n}\n",
        "{\n  \"user\": \"a\\\"}\", \n  \"minProbability\" : 0.62 ,\n  \"ledPin\": -1\n}\n")]
    [DataRow("{\n\t\"user\": null\n}", "{\n\t\"user\": null,\n\t\"minProbability\": 0.62\n}")]
    [DataRow("{\"user\": \"a\"}", "{\"user\": \"a\", \"minProbability\": 0.62}")]
    [DataRow(
        "{\"crop\": {\"x\": 1, \"y\": 2, \"size\": 3}, \"presence\": [\"a]\", \"b\"], \"outputs\": []}",
        "{\"crop\": {\"x\": 1, \"y\": 2, \"size\": 3}, \"presence\": [\"a]\", \"b\"], \"outputs\": [], "
        + "\"minProbability\": 0.62}")]
    [DataRow("{\"reportNothing\": true}\r\n", "{\"reportNothing\": true, \"minProbability\": 0.62}\r\n")]
    public void OneValueIsSetAndAllElseStays(string before, string after)
    {
        Assert.AreEqual(after, NodeText.With(before, NodeFile.Setting, 0.62));
        NodeSettings settings = new();
        SettingsReader.Read(after, settings);
        Assert.AreEqual(0.62f, settings.MinProbability);
    }
}
