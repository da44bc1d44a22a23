using System;
using System.Reflection;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using PublicApiGenerator;

namespace SqueezeNet.Embedded.Tests.Docs;

/// <summary>What other programs can call.</summary>
[TestClass]
public sealed class ApiTests
{
    private static readonly ApiGeneratorOptions options = new()
    {
        IncludeAssemblyAttributes = false,
        ExcludeAttributes = ["System.Runtime.CompilerServices.NullableContextAttribute"],
    };

    [TestMethod]
    [DataRow(typeof(Network), "SqueezeNet.Embedded")]
    [DataRow(typeof(CameraNode.Node), "CameraNode")]
    [DataRow(typeof(Host.Import.ModelImporter), "SqueezeNet.Embedded.Host")]
    [DataRow(typeof(Simulation.Simulator), "SqueezeNet.Embedded.Simulation")]
    public void ThePublicApiIsTheOneThatWasAccepted(Type member, string name)
    {
        string api = member.Assembly.GeneratePublicApi(options).ReplaceLineEndings("\n") + "\n";

        Assert.AreEqual(name, member.Assembly.GetName().Name);
        bool isAccepted = Expected.Holds($"tests/docs/Api/{name}.txt", api);
        Assert.IsTrue(isAccepted, $"the public API of {name} has changed. {Expected.Remedy}");
    }
}
