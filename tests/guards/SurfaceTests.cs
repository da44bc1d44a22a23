using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Mono.Cecil;
using SqueezeNet.Embedded.Tests.Guards.Assemblies;

namespace SqueezeNet.Embedded.Tests.Guards;

/// <summary>The lists in tests/guards/Surface are the device's, not the desktop's.</summary>
[TestClass]
public sealed class SurfaceTests
{
    [TestMethod]
    [DataRow("System.String System.String::Substring(System.Int32,System.Int32)")]
    [DataRow("System.Void System.Threading.AutoResetEvent::.ctor(System.Boolean)")]
    [DataRow("System.Int32 System.Collections.ArrayList::Add(System.Object)")]
    [DataRow("System.Byte[] System.Text.Encoding::GetBytes(System.String)")]
    [DataRow("System.UInt64 nanoFramework.Hardware.Esp32.HighResTimer::GetCurrent()")]
    public void HasWhatTheDeviceHas(string member)
    {
        Assert.IsTrue(TestAssemblies.Surface.HasMember(member));
    }

    [TestMethod]
    [DataRow("System.String System.String::Replace(System.String,System.String)")]
    [DataRow("System.String System.String::Join(System.String,System.String[])")]
    [DataRow("System.Void System.Array::Sort(System.Array)")]
    [DataRow("System.Void System.Buffer::BlockCopy(System.Array,System.Int32,System.Array,System.Int32,System.Int32)")]
    public void LacksMembers(string member)
    {
        Assert.IsFalse(TestAssemblies.Surface.HasMember(member));
    }

    [TestMethod]
    [DataRow("System.Decimal")]
    [DataRow("System.Nullable`1")]
    [DataRow("System.ValueTuple`2")]
    [DataRow("System.Span`1")]
    [DataRow("System.Buffer")]
    [DataRow("System.Diagnostics.Stopwatch")]
    [DataRow("System.Runtime.CompilerServices.IsVolatile")]
    [DataRow("System.Action`1")]
    public void LacksTypes(string type)
    {
        Assert.IsFalse(TestAssemblies.Surface.HasType(type));
    }

    [TestMethod]
    public void ReferencesNothingOfTheDesktop()
    {
        string[] known = [.. TestAssemblies.Libraries.Concat(TestAssemblies.Firmware)];
        foreach (string name in known)
        {
            foreach (AssemblyNameReference reference in TestAssemblies.Read(name).AssemblyReferences)
            {
                CollectionAssert.Contains(known, reference.Name, name);
            }
        }
    }
}
