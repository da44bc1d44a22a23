using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Mono.Cecil;
using Mono.Cecil.Cil;
using SqueezeNet.Embedded.Tests.Guards.Assemblies;
using SqueezeNet.Embedded.Tests.Guards.Rules;

namespace SqueezeNet.Embedded.Tests.Guards;

/// <summary>
/// The limits of the device's format, each just kept and just broken, with code that no one would write out.
/// </summary>
[TestClass]
public sealed class LimitsTests
{
    private readonly ModuleDefinition module = TestAssemblies.Read("CleanExamples");

    [TestMethod]
    [DataRow(47 * 1024, false)]
    [DataRow(49 * 1024, true)]
    public void ArrayInitialisers(int bytes, bool broken)
    {
        TypeDefinition holder = AddClass();
        FieldDefinition field =
            new("data", FieldAttributes.Static | FieldAttributes.HasFieldRVA, module.TypeSystem.Byte)
            {
                InitialValue = new byte[bytes],
            };
        holder.Fields.Add(field);
        AssertLimit("array initialisers", broken);
    }

    [TestMethod]
    [DataRow(255, false)]
    [DataRow(256, true)]
    public void LocalVariables(int count, bool broken)
    {
        MethodBody body = AddMethod(AddClass()).Body;
        for (int i = 0; i < count; i++)
        {
            body.Variables.Add(new VariableDefinition(module.TypeSystem.Int32));
        }

        AssertLimit("local variables", broken);
    }

    [TestMethod]
    [DataRow(254, false)]
    [DataRow(255, true)]
    public void Parameters(int count, bool broken)
    {
        MethodDefinition method = AddMethod(AddClass());
        for (int i = 0; i < count; i++)
        {
            method.Parameters.Add(new ParameterDefinition(module.TypeSystem.Int32));
        }

        AssertLimit("parameters", broken);
    }

    [TestMethod]
    [DataRow(255, false)]
    [DataRow(256, true)]
    public void StaticMethods(int count, bool broken)
    {
        TypeDefinition holder = AddClass();
        for (int i = 0; i < count; i++)
        {
            AddMethod(holder);
        }

        AssertLimit("static methods", broken);
    }

    [TestMethod]
    [DataRow(255, false)]
    [DataRow(256, true)]
    public void Cases(int count, bool broken)
    {
        ILProcessor il = AddMethod(AddClass()).Body.GetILProcessor();
        Instruction end = il.Body.Instructions[0];
        il.InsertBefore(end, il.Create(OpCodes.Ldc_I4_0));
        il.InsertBefore(end, il.Create(OpCodes.Switch, [.. Enumerable.Repeat(end, count)]));
        AssertLimit("cases", broken);
    }

    [TestMethod]
    [DataRow(32_767, false)]
    [DataRow(32_768, true)]
    public void IlOfAMethod(int bytes, bool broken)
    {
        Fill(AddMethod(AddClass()), bytes);
        AssertLimit("bytes of IL", broken);
    }

    [TestMethod]
    [DataRow(1, false)]
    [DataRow(3, true)]
    public void IlOfAnAssembly(int methods, bool broken)
    {
        TypeDefinition holder = AddClass();
        for (int i = 0; i < methods; i++)
        {
            Fill(AddMethod(holder), 30_000);
        }

        AssertLimit("bytes of IL", broken);
    }

    private static void Fill(MethodDefinition method, int bytes)
    {
        ILProcessor il = method.Body.GetILProcessor();
        il.Clear();
        for (int i = 1; i < bytes; i++)
        {
            il.Emit(OpCodes.Nop);
        }

        il.Emit(OpCodes.Ret);
    }

    private TypeDefinition AddClass()
    {
        TypeDefinition type = new("Made", "Holder", TypeAttributes.Class, module.TypeSystem.Object);
        module.Types.Add(type);
        return type;
    }

    private MethodDefinition AddMethod(TypeDefinition type)
    {
        MethodDefinition method = new("M", MethodAttributes.Static, module.TypeSystem.Void);
        method.Body.GetILProcessor().Emit(OpCodes.Ret);
        type.Methods.Add(method);
        return method;
    }

    private void AssertLimit(string what, bool broken)
    {
        Violation[] violations = [.. new LimitsRule().Check(new CompiledCode(module))];
        Assert.HasCount(broken ? 1 : 0, violations,
            string.Join(Environment.NewLine, violations.Select(v => v.ToString())));
        Assert.IsTrue(violations.All(violation => violation.What.Contains(what)));
    }
}
