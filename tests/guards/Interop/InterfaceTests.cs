using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Guards.Assemblies;
using SqueezeNet.Embedded.Tests.Guards.Generator;

namespace SqueezeNet.Embedded.Tests.Guards.Interop;

/// <summary>
/// A change of the native interface makes every firmware out there refuse the library: it is made on purpose, with a
/// version of its own.
/// </summary>
[TestClass]
public sealed class InterfaceTests
{
    private const string Update = "SQNET_UPDATE_EXPECTED";

    private static readonly string path =
        Path.Combine(Repository.Root, "tests", "guards", "Interop", "native-interface.txt");

    private static readonly InterfaceList now =
        InterfaceList.Of(NativeTable.Of(TestAssemblies.Read(TestAssemblies.Native)));

    [TestMethod]
    public void TheInterfaceIsTheOneThatWasAccepted()
    {
        InterfaceList accepted = InterfaceList.Read(path);
        Assert.IsNull(accepted.Refusal(now), accepted.Refusal(now));
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            now.Write(path);
            accepted = now;
        }

        string[] breaks = [.. accepted.Breaks(now)];
        Assert.IsEmpty(breaks, string.Join(
            Environment.NewLine, breaks.Prepend($"If that is meant: {Update}=1 dotnet test tests/guards")));
        Assert.AreEqual(accepted.Version, now.Version, "A version without a change makes people build for nothing.");
    }

    [TestMethod]
    public void NamesAMethodMore()
    {
        AssertRefused([.. now.Methods, "A::B___STATIC__VOID"], "A::B___STATIC__VOID is new");
    }

    [TestMethod]
    public void NamesAMethodLess()
    {
        AssertRefused([.. now.Methods.Skip(1)], $"{now.Methods[0]} is gone");
    }

    [TestMethod]
    public void NamesAnotherSignature()
    {
        AssertRefused(
            [now.Methods[0] + "__I4", .. now.Methods.Skip(1)],
            $"{now.Methods[0]} is gone",
            $"{now.Methods[0]}__I4 is new");
    }

    [TestMethod]
    public void NamesTwoMethodsSwapped()
    {
        AssertRefused(
            [now.Methods[1], now.Methods[0], .. now.Methods.Skip(2)],
            $"{now.Methods[1]} stands where {now.Methods[0]} stood",
            $"{now.Methods[0]} stands where {now.Methods[1]} stood");
    }

    [TestMethod]
    public void AHigherVersionMayChangeIt()
    {
        InterfaceList next = new(new Version(now.Version.Major + 1, 0, 0, 0), [.. now.Methods.Skip(1)]);
        Assert.IsNull(now.Refusal(next));
        Assert.HasCount(1, now.Breaks(next));
    }

    private static void AssertRefused(IReadOnlyList<string> methods, params string[] breaks)
    {
        InterfaceList other = now with { Methods = methods };
        CollectionAssert.AreEqual(breaks, now.Breaks(other).ToArray());
        StringAssert.StartsWith(now.Refusal(other), "A new firmware is needed: raise the native version");
    }
}
