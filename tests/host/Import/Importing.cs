using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Import.Sources;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Tests.Host.Import;

/// <summary>Imports models from memory by way of a file.</summary>
internal static class Importing
{
    public static SqueezeNetModel Import(OnnxModelBuilder builder, ImportOptions? options = null)
    {
        using TemporaryFolder folder = new();
        return ModelImporter.Import(folder.Write("tiny.onnx", builder.ToBytes()), options ?? new ImportOptions());
    }

    /// <summary>Imports a model that must be refused with all these words in the message.</summary>
    public static ImportException Refused(OnnxModelBuilder builder, params string[] words)
    {
        return Refused(() => Import(builder), words);
    }

    public static ImportException Refused(Func<SqueezeNetModel> import, params string[] words)
    {
        ImportException e = Assert.ThrowsExactly<ImportException>(() => import());
        foreach (string word in words)
        {
            Assert.Contains(word, e.Message);
        }

        Assert.IsNotEmpty(e.Remedy);
        return e;
    }
}
