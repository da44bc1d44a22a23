using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Import.Sources;
using SqueezeNet.Embedded.Host.Import.Torch;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Tests.Host.Import;

/// <summary>
/// Checkpoints as training scripts save them: weights beside objects of any class, in nested dictionaries.
/// </summary>
[TestClass]
public sealed class TorchCheckpointTests
{
    private static readonly byte[] longText = [.. Enumerable.Repeat((byte)'x', 70_000)];
    private static readonly SqueezeNetModel model = TorchvisionModels.Any(1, v10: false);
    private static readonly SqueezeNetModel other = TorchvisionModels.Any(3, v10: false);

    [TestMethod]
    [DataRow(2, false)]
    [DataRow(3, false)]
    [DataRow(4, false)]
    [DataRow(5, false)]
    [DataRow(2, true)]
    [DataRow(4, true)]
    public void ObjectsBesideTheWeightsAreSkippedOver(int protocol, bool legacy)
    {
        SqueezeNetModel read = Import(TrainingState(protocol, legacy));
        ModelComparison.AreEqual(model, read);
        Assert.IsTrue(read.Notes.Any(n => n.Contains("under 'model'")), string.Join('\n', read.Notes));
    }

    [TestMethod]
    public void OldAndNewWaysToWriteParametersAreRead()
    {
        TorchWriter writer = new TorchWriter().Begin().Raw((byte)'}', (byte)'(');
        foreach ((string name, float[] values, long[] shape) in TorchvisionModels.StateDict(model))
        {
            writer.Text(name).Global("torch._utils", "_rebuild_parameter_with_state").Raw((byte)'(')
                .Tensor(values, shape).Raw(0x88, (byte)'}', (byte)'}', (byte)'t', (byte)'R');
        }

        ModelComparison.AreEqual(model, Import(writer.Raw((byte)'u').End()));
    }

    [TestMethod]
    public void AnOrderedDictOfPython2IsRead()
    {
        TorchWriter writer = new TorchWriter().Begin().Global("collections", "OrderedDict").Raw("(]("u8.ToArray());
        foreach ((string name, float[] values, long[] shape) in TorchvisionModels.StateDict(model))
        {
            writer.Raw("]("u8.ToArray()).Text(name).Tensor(values, shape).Raw((byte)'e');
        }

        ModelComparison.AreEqual(model, Import(writer.Raw("etR"u8.ToArray()).End()));
    }

    [TestMethod]
    [DataRow("net_state", "net_state")]
    [DataRow("state_dict.model", "state_dict.model")]
    [DataRow("a.b.c.d.e.f.g.h", "a.b.c.d.e.f.g.h")]
    public void NestedDictionariesAreSearched(string path, string named)
    {
        SqueezeNetModel read = Import(Nested(path.Split('.')));
        ModelComparison.AreEqual(model, read);
        Assert.IsTrue(read.Notes.Any(n => n.Contains($"under '{named}'")));
    }

    [TestMethod]
    public void DictionariesBelowTheEighthAreNotSearched()
    {
        Importing.Refused(() => Import(Nested("a.b.c.d.e.f.g.h.i".Split('.'))), "it holds 'a': a dictionary of 1");
    }

    [TestMethod]
    public void ADictionaryThatHoldsItselfIsSearchedOnce()
    {
        TorchWriter writer = new TorchWriter().Begin().Raw((byte)'}', (byte)'q', 7, (byte)'(');
        writer.Text("self").Raw((byte)'h', 7).Text("net").OrderedDict(TorchvisionModels.StateDict(model), "");
        ModelComparison.AreEqual(model, Import(writer.Raw((byte)'u').End()));
    }

    [TestMethod]
    [DataRow("model", "model_ema", "", "model_ema")]
    [DataRow("state_dict_ema", "state_dict", "", "state_dict_ema")]
    [DataRow("model", "ema", "module.", "ema.module")]
    [DataRow("model", "best", "", "model")]
    [DataRow("optimized", "state_dict", "", "state_dict")]
    public void OfSeveralWeightsTheRuleTakesOneAndSaysSo(string first, string second, string prefix, string taken)
    {
        SqueezeNetModel read = Import(Two(first, second, prefix));
        ModelComparison.AreEqual(taken == first ? model : other, read);
        string note = read.Notes.Single(n => n.Contains("there are others"));
        Assert.Contains($"under '{taken}'", note);
        Assert.Contains("--state-dict-key", note);
    }

    [TestMethod]
    [DataRow("model", true)]
    [DataRow("ema.module", false)]
    [DataRow("ema", false)]
    public void AKeyChooses(string key, bool first)
    {
        SqueezeNetModel read = Import(Two("model", "ema", "module."), new ImportOptions { StateDictKey = key });
        ModelComparison.AreEqual(first ? model : other, read);
        Assert.IsFalse(read.Notes.Any(n => n.Contains("there are others")));
    }

    [TestMethod]
    public void WeightsOfOneDictionaryAreToldApartByTheirPrefix()
    {
        byte[] both = TorchWriter.Of(
        [
            .. TorchvisionModels.StateDict(model),
            .. TorchvisionModels.StateDict(other).Select(t => ("teacher." + t.Name, t.Values, t.Shape)),
        ]).ToBytes();
        ModelComparison.AreEqual(model, Import(both));
        ModelComparison.AreEqual(other, Import(both, new ImportOptions { StateDictKey = "teacher" }));
        ModelComparison.AreEqual(model, Import(both, new ImportOptions { StateDictKey = "." }));
    }

    [TestMethod]
    public void AnUnknownKeyIsRefusedWithThoseThatAreThere()
    {
        ImportOptions options = new() { StateDictKey = "optimizer" };
        Importing.Refused(
            () => Import(Two("model", "ema", "module."), options), "'optimizer'", "'model', 'ema.module'",
            "--state-dict-key");
    }

    [TestMethod]
    public void WhatIsThereIsToldWhenNothingFits()
    {
        TorchWriter nothing = new TorchWriter().Begin().Dictionary(
            ("epoch", w => w.Integer(3)),
            ("net", w => w.Dictionary(("conv1.weight", c => c.Tensor([1, 2], [2])))),
            ("args", w => w.New("argparse", "Namespace", s => s.Raw((byte)'}')))).End();
        Importing.Refused(
            () => Import(nothing), "'features.0.weight'", "'epoch': a number",
            "'net': a dictionary of 1 tensors ('conv1.weight' ...)", "'args': an object of argparse.Namespace");
    }

    [TestMethod]
    public void AWholeModelIsRefusedWithItsClass()
    {
        Action<TorchWriter> network = w => w.New(
            "torchvision.models.squeezenet", "SqueezeNet",
            s => s.Dictionary(("training", t => t.Raw(0x88))));
        TorchWriter whole = new TorchWriter().Begin();
        network(whole);
        Importing.Refused(
            () => Import(whole.End()), "an object of torchvision.models.squeezenet.SqueezeNet", "torch.save(model.st");
        Importing.Refused(
            () => Import(new TorchWriter().Begin().Dictionary(("model", network)).End()),
            "'model': an object of torchvision.models.squeezenet.SqueezeNet", "torch.save(model.st");
    }

    [TestMethod]
    [DataRow("features.0.weight")]
    [DataRow("features.4.squeeze.weight")]
    public void AnObjectInThePlaceOfWeightsIsRefusedWithItsClass(string name)
    {
        TorchWriter writer = new TorchWriter().Begin().Raw((byte)'}', (byte)'(');
        foreach ((string tensor, float[] values, long[] shape) in TorchvisionModels.StateDict(model))
        {
            writer.Text(tensor);
            _ = tensor == name
                ? writer.Call("torch._utils", "_rebuild_qtensor", w => w.Integer(1))
                : writer.Tensor(values, shape);
        }

        Importing.Refused(
            () => Import(writer.Raw((byte)'u').End()), $"an object of torch._utils._rebuild_qtensor for '{name}'");
    }

    [TestMethod]
    [DataRow(2, false)]
    [DataRow(4, false)]
    [DataRow(2, true)]
    public void ATrainingStateThatIsCutOffIsAnImportException(int protocol, bool legacy)
    {
        TorchWriter writer = TrainingState(protocol, legacy);
        byte[] whole = legacy ? writer.ToBytes() : writer.Pickle;
        int text = whole.AsSpan().IndexOf(longText);
        for (int length = 0; length < whole.Length; length += IsWithin(length, text) ? 1000 : legacy ? 7 : 1)
        {
            byte[] cut = whole[..length];
            SourceFile file = new("cut.pth", legacy ? cut : writer.ToZip(cut));
            Assert.ThrowsExactly<ImportException>(() => TorchReader.Read(file, new ImportOptions()), $"{length} bytes");
        }
    }

    /// <summary>Far from both ends of the long text, where one cut is like any other.</summary>
    private static bool IsWithin(int length, int text)
    {
        return length >= text + 8 && length < text + longText.Length - 1008;
    }

    /// <summary>Any bytes that begin like a pickle, of the instructions that are known.</summary>
    [TestMethod]
    public void RandomInstructionsAreAnImportExceptionOrAreSkipped()
    {
        byte[] known = [.. "cqhRbQNKMJX()t]ae}su.012BC"u8, .. Enumerable.Range(0x80, 0x17).Select(c => (byte)c)];
        Random random = new(1);
        for (int round = 0; round < 20000; round++)
        {
            byte[] program = [0x80, 4, .. Enumerable.Range(0, random.Next(1, 60)).Select(_ =>
                random.Next(8) == 0 ? (byte)random.Next(256) : known[random.Next(known.Length)])];
            SourceFile file = new("random.pth", new TorchWriter().ToZip(program));
            Assert.ThrowsExactly<ImportException>(
                () => TorchReader.Read(file, new ImportOptions()), Convert.ToHexString(program));
        }
    }

    [TestMethod]
    [Timeout(60_000, CooperativeCancellation = true)]
    public void ManyNetworksInOneDictionaryAreSearchedInTime()
    {
        TorchWriter writer = new TorchWriter().Begin().Raw((byte)'}', (byte)'(');
        for (int i = 0; i < 200_000; i++)
        {
            writer.Text($"{i}.features.0.weight").Raw((byte)'N');
        }

        Importing.Refused(() => Import(writer.Raw((byte)'u').End()), "None for 'features.0.weight'");
    }

    /// <summary>What torchvision's, timm's and Lightning's training scripts keep beside the weights.</summary>
    private static TorchWriter TrainingState(int protocol, bool legacy)
    {
        TorchWriter writer = new() { Protocol = (byte)protocol, Legacy = legacy };
        return writer.Begin().Dictionary(
        [
            .. Settings(), .. Collections(),
            ("model", w => w.OrderedDict(TorchvisionModels.StateDict(model), "")),
            ("optimizer", w => w.Dictionary(
                ("state", s => s.Raw((byte)'}', (byte)'(').Integer(0)
                    .Dictionary(("exp_avg", t => t.Tensor([1, 2], [2]))).Raw((byte)'u')),
                ("param_groups", g => g.Raw((byte)']').Dictionary(("lr", v => v.Raw([(byte)'G', .. new byte[8]])))
                    .Raw((byte)'a')))),
        ]).End();
    }

    private static IEnumerable<(string Key, Action<TorchWriter> Value)> Settings()
    {
        yield return ("args", w => w.New("argparse", "Namespace", s => s.Dictionary(
            ("path", p => p.Call("pathlib", "PosixPath", a => a.Text("/").Text("tmp"))),
            ("device", d => d.Call("torch", "device", a => a.Text("cuda"))),
            ("dtype", d => d.Global("torch", "float32")))));
        yield return ("accuracy", w => w.Call("numpy.core.multiarray", "scalar", a => a
            .Call("numpy", "dtype", d => d.Text("f8").Raw(0x89, 0x88)).Raw((byte)'(').Integer(3).Text("<")
            .Raw((byte)'N', (byte)'N', (byte)'t', (byte)'b')
            .Call("_codecs", "encode", b => b.Text("abc").Text("latin1"))));
        yield return ("array", w => w.Call("numpy._core.multiarray", "_reconstruct", a => a
            .Global("numpy", "ndarray").Integer(0).Raw(0x85).Text("b")).Raw((byte)'(').Integer(1)
            .Raw((byte)'t', (byte)'b'));
        yield return ("when", w => w.Call("datetime", "datetime", a => a.Call("_codecs", "encode", b => b.Text("x"))));
        yield return ("step", w => w.Call("functools", "partial", a => a.Global("builtins", "max"))
            .Raw((byte)'(').Global("builtins", "max").Raw((byte)')', (byte)'}', (byte)'N', (byte)'t', (byte)'b'));
        yield return ("attribute", w => w.Call("__builtin__", "getattr", a => a.Global("torch", "nn").Text("x"))
            .Raw((byte)')', (byte)'R'));
        yield return ("config", w => w.Global("yacs.config", "CfgNode").Raw((byte)')', (byte)'}', 0x92)
            .Raw((byte)'(').Text("LR").Integer(1).Raw((byte)'u'));
        yield return ("long text", w => w.Text(Encoding.ASCII.GetString(longText)));
        yield return ("huge", w => w.Raw([0x8B, .. BitConverter.GetBytes(1000), .. new byte[1000]])
            .Integer(-(BigInteger.One << 90)).Raw((byte)'0'));
    }

    private static IEnumerable<(string Key, Action<TorchWriter> Value)> Collections()
    {
        yield return ("counter", w => w.Call("collections", "Counter", a => a.Dictionary(("a", v => v.Integer(1)))));
        yield return ("default", w => w.Call("collections", "defaultdict", a => a.Global("__builtin__", "list"))
            .Text("a").Raw((byte)']', (byte)'s'));
        yield return ("deque", w => w.Call("collections", "deque", a => a.Raw((byte)']').Integer(5))
            .Integer(1).Raw((byte)'a'));
        yield return ("set", w => w.Call("__builtin__", "set", a => a.Raw((byte)']').Integer(1).Raw((byte)'a')));
        yield return ("set 4", w => w.Raw(0x8F, (byte)'(').Integer(1).Integer(2).Raw(0x90));
        yield return ("frozen", w => w.Raw((byte)'(').Integer(1).Raw(0x91));
        yield return ("bytes", w => w.Raw((byte)'C', 3, 1, 2, 3));
        yield return ("bytes 4", w => w.Raw((byte)'B', 2, 0, 0, 0, 1, 2));
        yield return ("bytearray", w => w.Raw([0x96, 2, .. new byte[7], 1, 2]));
        yield return ("twice", w => w.Integer(1).Raw((byte)'2', 0x86));
        yield return ("dropped", w => w.Raw((byte)'(').Integer(1).Integer(2).Raw((byte)'1', (byte)'N'));
        yield return ("callbacks", w => w.Dictionary(("ModelCheckpoint{'monitor': 'x'}", c => c.Dictionary(
            ("best", b => b.Tensor([1], [])), ("empty", b => b.Tensor([], [0]))))));
    }

    private static TorchWriter Nested(string[] keys)
    {
        TorchWriter writer = new TorchWriter().Begin();
        foreach (string key in keys)
        {
            writer.Raw((byte)'}').Text(key);
        }

        writer.OrderedDict(TorchvisionModels.StateDict(model), "");
        return writer.Raw([.. keys.Select(_ => (byte)'s')]).End();
    }

    private static TorchWriter Two(string first, string second, string prefix)
    {
        return new TorchWriter().Begin().Dictionary(
            (first, w => w.OrderedDict(TorchvisionModels.StateDict(model), "")),
            (second, w => w.OrderedDict(TorchvisionModels.StateDict(other), prefix))).End();
    }

    private static SqueezeNetModel Import(TorchWriter writer, ImportOptions? options = null)
    {
        return Import(writer.ToBytes(), options);
    }

    private static SqueezeNetModel Import(byte[] file, ImportOptions? options = null)
    {
        using TemporaryFolder folder = new();
        return ModelImporter.Import(folder.Write("model.pth", file), options ?? new ImportOptions());
    }
}
