using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Download;

/// <summary>The published ImageNet weights that <c>sqnet pull</c> knows.</summary>
public static class PublicModels
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<PublicModel> All { get; } =
    [
        new()
        {
            Name = "squeezenet1.1",
            File = "squeezenet1.1-7.onnx",
            Bytes = 4_956_208,
            Sha256 = "1eeff551a67ae8d565ca33b572fc4b66e3ef357b0eb2863bb9ff47a918cc4088",
            Sources =
            [
                new Uri("https://huggingface.co/onnxmodelzoo/squeezenet1.1-7/resolve/main/squeezenet1.1-7.onnx"),
                new Uri(
                    "https://github.com/onnx/models/raw/main/validated/vision/classification/squeezenet/model/"
                    + "squeezenet1.1-7.onnx"),
            ],
            Licence = "Apache-2.0",
            Notice = "SqueezeNet v1.1, ImageNet, 224x224, from the ONNX Model Zoo (trained with MXNet). Apache License "
                + "2.0: keep the licence and say what you changed when you pass it on. "
                + "https://www.apache.org/licenses/LICENSE-2.0",
        },
        new()
        {
            Name = "squeezenet1.0",
            File = "compressed_SqueezeNet.net",
            Bytes = 675_763,
            Sha256 = "e4ab6960ae8cd81505e1c2136921201507e930966c53deaf15862a395b3a3261",
            Sources =
            [
                new Uri(
                    "https://raw.githubusercontent.com/songhan/SqueezeNet-Deep-Compression/"
                    + "fb13faa2cf121ced9999f8a9d538ec6c56084733/compressed_SqueezeNet.net"),
            ],
            Licence = "BSD-2-Clause",
            Notice = "SqueezeNet v1.0, ImageNet, 227x227, the Deep Compression artefact of the paper (Iandola, Han and "
                + "others). BSD licence: keep the copyright notice and the disclaimer when you pass it on. "
                + "https://github.com/songhan/SqueezeNet-Deep-Compression",
        },
    ];

    /// <summary>The model of that name, or null.</summary>
    public static PublicModel? Find(string name) => All.FirstOrDefault(m => m.Name == name);
}
