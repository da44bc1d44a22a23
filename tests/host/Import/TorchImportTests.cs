using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO.Compression;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Import.Sources;
using SqueezeNet.Embedded.Host.Import.Torch;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Tests.Host.Import;

/// <summary>PyTorch's files: what is read, what is refused, and that nothing is executed.</summary>
[TestClass]
public sealed class TorchImportTests
{
    private const string Remedy = "torch.save(model.state_dict()";

    private static readonly SqueezeNetModel model = TorchvisionModels.Any(1, v10: false);

    [TestMethod]
    public void BothVersionsComeBackFromBothFormats()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            SqueezeNetModel expected = TorchvisionModels.Any(seed, v10: seed % 2 == 0);
            TorchWriter writer = TorchWriter.Of(TorchvisionModels.StateDict(expected), legacy: seed % 4 < 2);
            SqueezeNetModel actual = Import(writer.ToBytes());
            ModelComparison.AreEqual(expected, actual, $"seed {seed}");
            Assert.AreEqual(expected.Classes, actual.Classes);
        }
    }

    [TestMethod]
    public void Defaults()
    {
        SqueezeNetModel read = Import(TorchWriter.Of(TorchvisionModels.StateDict(model)).ToBytes());
        Assert.AreEqual("pytorch", read.Source.Format);
        Assert.AreEqual(0.485f * 255f, read.Input.Mean[0]);
        Assert.AreEqual("features.3.squeeze", read.Fires[0].Squeeze.Name);
        Assert.AreEqual(
            (96, 96),
            Size(Import(
                TorchWriter.Of(TorchvisionModels.StateDict(model)).ToBytes(), new ImportOptions { Size = 96 })));
    }

    [TestMethod]
    public void CompressedEntriesAndOtherExtensions()
    {
        TorchWriter writer = TorchWriter.Of(TorchvisionModels.StateDict(model));
        byte[] zip = writer.ToZip(writer.Pickle, CompressionLevel.SmallestSize);
        ModelComparison.AreEqual(model, Import(zip, name: "weights.bin"));
    }

    [TestMethod]
    [DataRow("state_dict", "")]
    [DataRow("state_dict", "module.")]
    [DataRow("model", "model.")]
    [DataRow("model_state_dict", "backbone.net.")]
    public void CheckpointsAndPrefixes(string place, string prefix)
    {
        TorchWriter writer = new();
        writer.Begin().Raw((byte)'}', (byte)'(');
        writer.Text("epoch").Integer(90).Text("lr").Raw([(byte)'G', .. new byte[8]]).Text("best").Raw((byte)'N');
        writer.Text("big").Integer(System.Numerics.BigInteger.One << 90);
        writer.Text("optimizer").Raw((byte)'}', (byte)'(').Integer(0).Tensor([1, 2], [2]).Integer(1)
            .Raw((byte)']', (byte)'(')
            .Integer(5).Text("x").Raw((byte)'e', (byte)'u');
        writer.Text(place).OrderedDict(TorchvisionModels.StateDict(model), prefix);
        writer.Raw((byte)'u').End();
        ModelComparison.AreEqual(model, Import(writer.ToBytes()));
    }

    [TestMethod]
    public void ParametersAreTensorsToo()
    {
        TorchWriter writer = new();
        writer.Begin().Raw((byte)'}', (byte)'(');
        foreach ((string name, float[] values, long[] shape) in TorchvisionModels.StateDict(model))
        {
            writer.Text(name).Global("torch._utils", "_rebuild_parameter").Tensor(values, shape)
                .Raw(0x88, (byte)'}', 0x87, (byte)'R');
        }

        ModelComparison.AreEqual(model, Import(writer.Raw((byte)'u').End().ToBytes()));
    }

    [TestMethod]
    [DataRow("DoubleStorage", 8)]
    [DataRow("HalfStorage", 2)]
    [DataRow("BFloat16Storage", 2)]
    public void OtherElementTypesAreConverted(string type, int size)
    {
        byte[] bytes = [.. model.Conv1.Weights.SelectMany(v => Encode(type, v))];
        SqueezeNetModel read = Import(WithConv1(writer =>
        {
            string key = writer.Storage(bytes, size);
            long[] shape = Shape(model.Conv1);
            writer.View(type, key, bytes.Length / size, 0, shape, TorchWriter.Contiguous(shape));
        }));
        float[] expected = [.. model.Conv1.Weights.Select(v => type switch
        {
            "DoubleStorage" => v,
            "HalfStorage" => (float)(Half)v,
            _ => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(v) & ~0xFFFF),
        })];
        CollectionAssert.AreEqual(expected, read.Conv1.Weights);
    }

    [TestMethod]
    public void ViewsAndStridesAreFollowed()
    {
        // Channels last, from the fifth element of a larger storage.
        long[] shape = Shape(model.Conv1);
        long[] strides = [shape[1] * shape[2] * shape[3], 1, shape[3] * shape[1], shape[1]];
        float[] stored = new float[model.Conv1.Weights.Length + 9];
        for (int i = 0; i < model.Conv1.Weights.Length; i++)
        {
            (int o, int c) = (i / (int)strides[0], i / (int)(shape[2] * shape[3]) % (int)shape[1]);
            (int y, int x) = (i / (int)shape[3] % (int)shape[2], i % (int)shape[3]);
            stored[5 + (o * strides[0]) + (c * strides[1]) + (y * strides[2]) + (x * strides[3])] =
                model.Conv1.Weights[i];
        }

        ModelComparison.AreEqual(model, Import(WithConv1(writer =>
        {
            string key = writer.Storage([.. MemoryMarshal.AsBytes<float>(stored)], 4);
            writer.View("FloatStorage", key, stored.Length, 5, shape, strides);
        })));
    }

    [TestMethod]
    [DataRow("posix", "system")]
    [DataRow("os", "system")]
    [DataRow("builtins", "eval")]
    [DataRow("__builtin__", "getattr")]
    [DataRow("torch", "load")]
    [DataRow("torchvision.models.squeezenet", "SqueezeNet")]
    [DataRow("collections", "OrderedDict.__init__")]
    public void OtherNamesAreNeverCalledAndNoWeights(string module, string name)
    {
        TorchWriter writer = new();
        writer.Begin().Call(module, name, w => w.Text("touch pwned")).End();
        Importing.Refused(() => Import(writer.ToBytes()), $"an object of {module}.{name}", Remedy);
        byte[] legacy = new TorchWriter { Legacy = true }.Begin().Global(module, name).End().ToBytes();
        Importing.Refused(() => Import(legacy), $"the name {module}.{name}", Remedy);
        Assert.IsFalse(System.IO.File.Exists("pwned"));
    }

    [TestMethod]
    public void OnlyTheKnownInstructionsAreRead()
    {
        const string Known = "cqrhjRbQNKMJGXUTBC()t]ae}su.012";
        byte[] more = [0x80, 0x81, .. Enumerable.Range(0x85, 0x12).Select(c => (byte)c)];
        for (int code = 0; code < 256; code++)
        {
            if (!Known.Contains((char)code) && !more.Contains((byte)code))
            {
                byte[] file = new TorchWriter().Begin().Raw((byte)'N', (byte)code).End().ToBytes();
                Importing.Refused(() => Import(file), $"0x{code:x2}", "byte 3", Remedy);
            }
        }
    }

    [TestMethod]
    public void PicklesThatAreNoStateDict()
    {
        foreach ((byte[] pickle, string word) in new (byte[], string)[]
        {
            ([0x80, 1, .. "N."u8], "protocol 1"),
            ([0x80, 6, .. "N."u8], "protocol 6"),
            ([0x80, 2, .. "N."u8], "None, no dictionary of weights"),
            ([0x80, 2, .. "}."u8], "it holds no entries"),
            ([0x80, 2, .. "(0."u8], "a value is missing"),
            ([0x80, 2, .. "1."u8], "no beginning"),
            ([0x80, 2, .. "N]\u0093."u8], "0xc2"),
            ([0x80, 2, (byte)'N', (byte)']', 0x93, (byte)'.'], "a class has no name"),
            ([0x80, 2, (byte)'N', (byte)')', 0x81, (byte)'.'], "that Python does not"),
            ([0x80, 2, 0x8D, .. Enumerable.Repeat((byte)0xFF, 8)], "ends too early"),
            ([0x80, 2, 0x8B, 0xFF, 0xFF, 0xFF, 0xFF], "ends too early"),
            ([0x80, 2, .. "N"u8], "ends too early"),
            ([0x80, 2, .. "."u8], "a value is missing"),
            ([0x80, 2, .. "(."u8], "a value is missing"),
            ([0x80, 2, .. "NI."u8], "0x49"),
            ([0x80, 2, .. "t."u8], "no beginning"),
            ([0x80, 2, .. "N(q\0."u8], "a value is missing"),
            ([0x80, 2, .. "h\u0001."u8], "recalls value 1"),
            ([0x80, 2, .. "}NNNu."u8], "no beginning"),
            ([0x80, 2, .. "}(Nu."u8], "a key has no value"),
            ([0x80, 2, .. "N(Nu."u8], "no dictionary"),
            ([0x80, 2, .. "}Na."u8], "no list"),
            ([0x80, 2, .. "NNb."u8], "what has none"),
            ([0x80, 2, .. "NNR."u8], "that Python does not"),
            ([0x80, 2, .. "ctorch._utils\n_rebuild_tensor_v2\n)R."u8], "that PyTorch does not"),
            ([0x80, 2, .. "ccollections\nOrderedDict\nN\u0085R."u8], "0xc2"),
            ([0x80, 2, .. "NQ."u8], "no storage"),
            ([0x80, 2, .. "X\u007f\u007f\u007f\u007fabc."u8], "ends too early"),
            ([0x80, 2, (byte)'c', .. Encoding.ASCII.GetBytes(new string('a', 5000)), .. "\n."u8],
                "a name does not end"),
        })
        {
            Importing.Refused(() => Import(new TorchWriter().ToZip(pickle)), word);
        }
    }

    [TestMethod]
    public void NetworksThatAreNotTorchvisions()
    {
        List<(string Name, float[] Values, long[] Shape)> tensors = [.. TorchvisionModels.StateDict(model)];
        foreach ((Action<List<(string Name, float[] Values, long[] Shape)>> change, string word) in
            new (Action<List<(string Name, float[] Values, long[] Shape)>>, string)[]
            {
                (t => t.RemoveAt(7), "lacks 'features.3.expand3x3.bias'"),
                (t => t.Add(("classifier.4.weight", [1], [1])), "'classifier.4.weight' does not occur"),
                (t => t[0] = (t[0].Name, new float[75], [1, 3, 5, 5]), "1 x 3 x 5 x 5"),
                (t => t[0] = (t[0].Name, new float[27], [27]), "of 27"),
                (t => t[2] = (t[2].Name, t[2].Values, [t[2].Shape[1], t[2].Shape[0], 1, 1]), "input channels"),
                (t => t[3] = (t[3].Name, [float.NaN, .. t[3].Values[1..]], t[3].Shape), "bias[0] is NaN"),
                (t => t.RemoveAt(0), "'features.0.bias': a tensor of"),
            })
        {
            List<(string Name, float[] Values, long[] Shape)> changed = [.. tensors];
            change(changed);
            byte[] file = TorchWriter.Of(changed).ToBytes();
            Importing.Refused(() => Import(file), word);
        }
    }

    [TestMethod]
    [DataRow("LongStorage", 81L, 0L, "3,3,3,3", "27,9,3,1", "torch.LongStorage")]
    [DataRow("FloatStorage", 80L, 0L, "3,3,3,3", "27,9,3,1", "does not lie within 80")]
    [DataRow("FloatStorage", 81L, 1L, "3,3,3,3", "27,9,3,1", "does not lie within 81")]
    [DataRow("FloatStorage", 81L, 0L, "3,3,3,3", "27,9,3", "does not lie within")]
    [DataRow("FloatStorage", 81L, 0L, "3,3,3,3", "9223372036854775807,9,3,1", "does not lie within")]
    [DataRow("FloatStorage", 81L, 9223372036854775807L, "3,3,3,3", "27,9,3,1", "does not lie within")]
    [DataRow("FloatStorage", 81L, 0L, "4294967296,3,3,3", "0,0,0,0", "too many for a SqueezeNet")]
    [DataRow("FloatStorage", 81L, 0L, "4000,3,3,3", "0,0,0,0", "does not lie within 81")]
    [DataRow("FloatStorage", 82L, 0L, "3,3,3,3", "27,9,3,1", "has 324 bytes where 328 were expected")]
    [DataRow("FloatStorage", 9223372036854775807L, 0L, "3,3,3,3", "27,9,3,1", "is said to have 9223372036854775807")]
    [DataRow("FloatStorage", 81L, -1L, "3,3,3,3", "27,9,3,1", "does not lie within")]
    [DataRow("FloatStorage", 81L, 0L, "3,3,3,3", "27,9,3,-1", "that PyTorch does not")]
    public void ViewsOutsideTheirStorage(
        string type, long count, long offset, string shape, string strides, string word)
    {
        long[] Numbers(string text) => [.. text.Split(',').Select(long.Parse)];
        byte[] file = WithConv1(writer => writer.View(
            type, writer.Storage(new byte[324], 4), count, offset, Numbers(shape), Numbers(strides)));
        Importing.Refused(() => Import(file), word);
    }

    [TestMethod]
    public void ZipFilesThatAreNotPyTorchs()
    {
        TorchWriter writer = TorchWriter.Of(TorchvisionModels.StateDict(model));
        Importing.Refused(() => Import(writer.ToZip(writer.Pickle, order: "big")), "byte order is 'big'");
        byte[] zip = writer.ToBytes();
        byte[] damaged = [.. zip];
        int at = zip.AsSpan().IndexOf(MemoryMarshal.AsBytes<float>(model.Conv1.Weights));
        damaged[at] ^= 1;
        Importing.Refused(() => Import(damaged), "checksum", "data/0");
        Importing.Refused(() => Import(Encoding.ASCII.GetBytes("hello, world")), "no file of PyTorch's torch.save");
        byte[] other = new TorchWriter().ToZip([]);
        other.AsSpan().Replace((byte)'k', (byte)'x');
        Importing.Refused(() => Import(other), "0 entries data.pkl");
        byte[] legacy = TorchWriter.Of(TorchvisionModels.StateDict(model), legacy: true).ToBytes();
        Importing.Refused(() => Import(legacy[..^1]), "cut off");
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void TruncationAnywhereIsAnImportException(bool legacy)
    {
        byte[] whole = TorchWriter.Of(TorchvisionModels.StateDict(model), legacy).ToBytes();
        for (int length = 0; length < whole.Length; length++)
        {
            SourceFile cut = new("cut.pth", whole[..length]);
            Assert.ThrowsExactly<ImportException>(() => TorchReader.Read(cut, new ImportOptions()), $"{length} bytes");
        }
    }

    /// <summary>
    /// Damage to the zip file, to the pickle with its checksum mended, and to the format without checksums.
    /// </summary>
    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    public void DamageAnywhereIsAnImportExceptionOrAModel(int kind)
    {
        TorchWriter writer = TorchWriter.Of(TorchvisionModels.StateDict(model), legacy: kind == 2);
        byte[] whole = kind == 1 ? writer.Pickle : writer.ToBytes();
        Random random = new(kind);
        using TemporaryFolder folder = new();
        Stopwatch watch = Stopwatch.StartNew();
        int refused = 0;
        for (int round = 0; round < 2000; round++)
        {
            byte[] damaged = [.. whole];
            for (int i = random.Next(1, 5); i > 0; i--)
            {
                damaged[random.Next(damaged.Length)] = random.Next(4) switch
                {
                    0 => 0xFF,
                    1 => (byte)"cqrhjRbQNKMJGXU()t]ae}su.012BC\u0081\u0091\u0093"[random.Next(33)],
                    _ => (byte)random.Next(256),
                };
            }

            string path = folder.Write("damaged.pth", kind == 1 ? writer.ToZip(damaged) : damaged);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                ModelImporter.Import(path, new ImportOptions());
            }
            catch (ImportException e)
            {
                Assert.IsNotEmpty(e.Remedy);
                refused++;
            }

            Assert.IsLessThan(
                32L << 20, GC.GetAllocatedBytesForCurrentThread() - before, $"bytes allocated, round {round}");
        }

        Assert.IsGreaterThan(500, refused);
        Assert.IsLessThan(60, watch.Elapsed.TotalSeconds);
    }

    /// <summary>Programs made to use memory or time: each instruction is bounded, and so is their number.</summary>
    [TestMethod]
    [DataRow("}")]
    [DataRow("N")]
    [DataRow("(")]
    [DataRow(")")]
    [DataRow("]")]
    public void LongProgramsAreCutOff(string instruction)
    {
        byte[] pickle = [0x80, 2, .. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(instruction, 3_000_000)))];
        byte[] zip = new TorchWriter().ToZip(pickle, CompressionLevel.Optimal);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Importing.Refused(() => Import(zip), "instructions");
        Assert.IsLessThan(128L << 20, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void AHugeEntryIsNotUnpacked()
    {
        byte[] zip = new TorchWriter().ToZip(new byte[300 << 20], CompressionLevel.Optimal);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Importing.Refused(() => Import(zip), "data.pkl", "at most");
        Assert.IsLessThan(16L << 20, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static byte[] WithConv1(Action<TorchWriter> tensor)
    {
        TorchWriter writer = new();
        writer.Begin().Raw((byte)'}', (byte)'(').Text("features.0.weight");
        tensor(writer);
        foreach ((string name, float[] values, long[] shape) in TorchvisionModels.StateDict(model).Skip(1))
        {
            writer.Text(name).Tensor(values, shape);
        }

        return writer.Raw((byte)'u').End().ToBytes();
    }

    private static long[] Shape(Convolution c) => [c.OutChannels, c.InChannels, c.KernelHeight, c.KernelWidth];

    private static byte[] Encode(string type, float value) => type switch
    {
        "DoubleStorage" => BitConverter.GetBytes((double)value),
        "HalfStorage" => BitConverter.GetBytes((Half)value),
        _ => BitConverter.GetBytes(value)[2..],
    };

    private static (int Width, int Height) Size(SqueezeNetModel read) => (read.Input.Width, read.Input.Height);

    private static SqueezeNetModel Import(byte[] file, ImportOptions? options = null, string name = "model.pth")
    {
        using TemporaryFolder folder = new();
        return ModelImporter.Import(folder.Write(name, file), options ?? new ImportOptions());
    }
}
