using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Caffe;
using SqueezeNet.Embedded.Host.Import.Graphs;
using SqueezeNet.Embedded.Host.Import.Labels;
using SqueezeNet.Embedded.Host.Import.Onnx;
using SqueezeNet.Embedded.Host.Import.Recognition;
using SqueezeNet.Embedded.Host.Import.Sources;
using SqueezeNet.Embedded.Host.Import.Torch;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Import;

/// <summary>
/// Reads trained SqueezeNets: ONNX, PyTorch state dicts (<c>.pth</c>, <c>.pt</c>), Caffe (<c>.caffemodel</c>) and Deep
/// Compression files (<c>.net</c>).
/// </summary>
public static class ModelImporter
{
    private static readonly string[] OtherFormats = [".pb", ".h5", ".keras", ".tflite", ".safetensors"];

    /// <summary>Reads a model.</summary>
    /// <exception cref="ImportException">
    /// The file is damaged, is not a SqueezeNet, or the options do not fit it.
    /// </exception>
    public static SqueezeNetModel Import(string path, ImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        string extension = Path.GetExtension(path).ToLowerInvariant();
        if (OtherFormats.Contains(extension))
        {
            const string Remedy = "Export the model to ONNX (PyTorch: torch.onnx.export) and import that file";
            throw new ImportException(path, $"{extension} files cannot be imported", Remedy);
        }

        SourceFile file = SourceFile.Read(path);
        bool torch = extension is ".pth" or ".pt" || TorchFile.IsZip(file);
        return 0 switch
        {
            _ when torch => ImportTorch(file, options),
            _ when extension == ".caffemodel" => ImportCaffe(file, options),
            _ when extension == ".net" || (options.Prototxt is not null && extension != ".onnx") =>
                ImportCompressed(file, options),
            _ => ImportOnnx(file, options),
        };
    }

    private static SqueezeNetModel ImportTorch(SourceFile file, ImportOptions options)
    {
        RequireNoPrototxt(file, options);
        return Finish(file, "pytorch", TorchReader.Read(file), InputDefaults.Torchvision, options);
    }

    private static SqueezeNetModel ImportCaffe(SourceFile file, ImportOptions options)
    {
        (Graph graph, InputDefaults defaults) = CaffeModelReader.Read(file, options.Prototxt);
        return Finish(file, "caffe", graph, defaults, options);
    }

    private static SqueezeNetModel ImportOnnx(SourceFile file, ImportOptions options)
    {
        RequireNoPrototxt(file, options);
        ModelProto proto = OnnxReader.Parse(file);
        Graph graph = OnnxReader.ToGraph(file.Path, proto.Graph);
        OnnxMetadata metadata = new(file.Path, proto, options);
        SqueezeNetModel model = Finish(file, "onnx", graph, metadata.Read(graph.Input), options);
        return options.LabelsFile is null ? MetadataLabels.AddTo(model, metadata.Entries) : model;
    }

    private static void RequireNoPrototxt(SourceFile file, ImportOptions options)
    {
        if (options.Prototxt is not null)
        {
            throw new ImportException(file.Path, "a prototxt was given, but this is no Caffe model", "Leave it out");
        }
    }

    private static SqueezeNetModel ImportCompressed(SourceFile file, ImportOptions options)
    {
        CaffeNetwork network = options.Prototxt is null
            ? SqueezeNetV10.Build(file.Path)
            : CaffeReader.Read(options.Prototxt);
        return Finish(file, "deep-compression", DeepCompressionReader.Read(file, network), network.Defaults, options);
    }

    private static SqueezeNetModel Finish(
        SourceFile file,
        string format,
        Graph graph,
        InputDefaults defaults,
        ImportOptions options)
    {
        (int width, int height) = InputSpecs.Size(graph, options);
        ChannelOrder order = options.ChannelOrder ?? defaults.Order;
        RecognizedNetwork network = Recognizer.Recognize(graph, width, height, order);
        int classes = network.Conv10.OutChannels;
        LabelList labels = options.LabelsFile is null
            ? new LabelList([], [])
            : LabelsFile.Read(options.LabelsFile, classes);
        return new SqueezeNetModel
        {
            Name = ModelName.Choose(file.Path, options.Name),
            Source = new ModelSource(file.Path, format, file.Sha256),
            Input = InputSpecs.Create(file.Path, width, height, classes, defaults, options),
            Conv1 = network.Conv1,
            Pool1 = network.Pool1,
            Fires = network.Fires,
            Conv10 = network.Conv10,
            Labels = labels.Texts,
            Notes = [.. defaults.Notes, .. labels.Notes],
        };
    }
}
