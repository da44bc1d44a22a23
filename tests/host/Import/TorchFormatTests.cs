using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Tests.Host.Import;

/// <summary>A file is what its bytes say, whatever its name.</summary>
[TestClass]
public sealed class TorchFormatTests
{
    private static readonly SqueezeNetModel model = TorchvisionModels.Any(2, v10: true);

    [TestMethod]
    [DataRow("model.pth.tar")]
    [DataRow("model.ckpt")]
    [DataRow("model.bin")]
    [DataRow("model.pkl")]
    [DataRow("model.onnx")]
    [DataRow("model.caffemodel")]
    [DataRow("model.h5")]
    [DataRow("model")]
    public void BothFormatsOfTorchSaveAreReadUnderAnyName(string name)
    {
        foreach (bool legacy in new[] { false, true })
        {
            byte[] file = TorchWriter.Of(TorchvisionModels.StateDict(model), legacy).ToBytes();
            ModelComparison.AreEqual(model, Import(name, file), $"{name}, {legacy}");
        }
    }

    [TestMethod]
    public void APickleOfSomethingElseIsCalledOne()
    {
        byte[] file = [0x80, 4, 0x95, .. new byte[8], .. "}."u8];
        Importing.Refused(() => Import("weights.pkl", file), "a pickle, but not one that PyTorch's torch.save wrote");
    }

    [TestMethod]
    public void TorchScriptAndExportedProgramsAreRefusedByTheirNames()
    {
        byte[] script = Zip("net/data.pkl", "net/constants.pkl", "net/code/__torch__.py");
        Importing.Refused(() => Import("net.pt", script), "a TorchScript archive", "torch.onnx.export");
        byte[] exported = Zip("net/archive_format", "net/models/model.json");
        Importing.Refused(() => Import("net.pt2", exported), "a program of torch.export", "torch.onnx.export");
    }

    [TestMethod]
    public void OtherFormatsAreRefusedByTheirBytes()
    {
        byte[] json = Encoding.UTF8.GetBytes("{\"a\":{}}");
        byte[] tar = new byte[600];
        "ustar"u8.CopyTo(tar.AsSpan(257));
        foreach ((byte[] file, string what, string remedy) in new (byte[], string, string)[]
        {
            ([(byte)json.Length, .. new byte[7], .. json], "a safetensors file", "torch.onnx.export"),
            ([0x89, .. "HDF\r\n"u8, 0x1A, (byte)'\n'], "an HDF5 file", "torch.onnx.export"),
            ([28, 0, 0, 0, .. "TFL3"u8], "a TensorFlow Lite model", "torch.onnx.export"),
            ([0x1F, 0x8B, 8, 0], "a gzip file", "Unpack"),
            (tar, "a tar archive", "Unpack"),
        })
        {
            Importing.Refused(() => Import("model.bin", file), what, remedy);
        }
    }

    [TestMethod]
    [DataRow("model.onnx")]
    [DataRow("model.pth")]
    [DataRow("model.caffemodel")]
    [DataRow("model.net")]
    [DataRow("model")]
    public void AGitLfsPointerIsCalledOne(string name)
    {
        Importing.Refused(
            () => Import(name, Pointer), name, "Git LFS pointer to a file of 4956208 bytes", "git lfs pull");
    }

    [TestMethod]
    public void AGitLfsPointerInThePlaceOfLabelsOrAPrototxtIsCalledOne()
    {
        using TemporaryFolder folder = new();
        string pointer = folder.Write("pointer.txt", Pointer);
        string path = folder.Write("model.pth", TorchWriter.Of(TorchvisionModels.StateDict(model)).ToBytes());
        Importing.Refused(
            () => ModelImporter.Import(path, new ImportOptions { LabelsFile = pointer }), "pointer.txt", "Git LFS");
        string weights = folder.Write("model.net", new byte[100]);
        Importing.Refused(
            () => ModelImporter.Import(weights, new ImportOptions { Prototxt = pointer }), "pointer.txt", "Git LFS");
    }

    private static byte[] Pointer => Encoding.UTF8.GetBytes(
        "version https://git-lfs.github.com/spec/v1\n"
        + $"oid sha256:{new string('a', 64)}\nsize 4956208\n");

    private static byte[] Zip(params IEnumerable<string> names)
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            names.ToList().ForEach(name => zip.CreateEntry(name));
        }

        return stream.ToArray();
    }

    private static SqueezeNetModel Import(string name, byte[] file)
    {
        using TemporaryFolder folder = new();
        return ModelImporter.Import(folder.Write(name, file), new ImportOptions());
    }
}
