using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
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
/// Reads trained SqueezeNets: ONNX, PyTorch state dicts (known by their bytes, whatever their name), Caffe
/// (<c>.caffemodel</c>) and Deep Compression files (<c>.net</c>).
/// </summary>
public static class ModelImporter
{
    /// <summary>Reads a model.</summary>
    /// <exception cref="ImportException">
    /// The file is damaged, is not a SqueezeNet, or the options do not fit it.
    /// </exception>
    public static SqueezeNetModel Import(string path, ImportOptions options)
    {
        return Import(path, options, CancellationToken.None);
    }

    /// <summary>Reads a model, which takes a while from a slow disk or network.</summary>
    /// <param name="path">The model's file.</param>
    /// <param name="options">What the file does not say.</param>
    /// <param name="cancellation">Stops while the file is read, and before what it holds is returned.</param>
    /// <exception cref="ImportException">
    /// The file is damaged, is not a SqueezeNet, or the options do not fit it.
    /// </exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static SqueezeNetModel Import(string path, ImportOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        SourceFile file = SourceFile.Read(path, null, cancellation);
        SqueezeNetModel model = Recognize(file, options);
        cancellation.ThrowIfCancellationRequested();
        return model;
    }

    /// <summary>Reads an ONNX file that is in memory.</summary>
    /// <param name="path">What it is called in messages; the model's name follows from it.</param>
    /// <exception cref="ImportException">The bytes are no SqueezeNet.</exception>
    internal static SqueezeNetModel ImportOnnx(string path, byte[] bytes)
    {
        return PublishedWeights.AddLabels(ImportOnnx(new SourceFile(path, bytes), new ImportOptions()));
    }

    private static SqueezeNetModel Recognize(SourceFile file, ImportOptions options)
    {
        string extension = Path.GetExtension(file.Path).ToLowerInvariant();
        bool torch = TorchFile.Matches(file) && extension != ".keras";
        if (!torch)
        {
            ForeignFormats.Refuse(file, extension);
            torch = extension is ".pth" or ".pt";
        }

        SqueezeNetModel model = 0 switch
        {
            _ when torch => ImportTorch(file, options),
            _ when extension == ".caffemodel" => ImportCaffe(file, options),
            _ when extension == ".net" || (options.Prototxt is not null && extension != ".onnx") =>
                ImportCompressed(file, options),
            _ => ImportOnnx(file, options),
        };
        return PublishedWeights.AddLabels(model);
    }

    private static SqueezeNetModel ImportTorch(SourceFile file, ImportOptions options)
    {
        RequireNoPrototxt(file, options);
        ImportOptions all = StateDictSettings.Complete(file.Path, options, out string? read);
        (Graph graph, string? found) = TorchReader.Read(file, all);
        SqueezeNetModel model = Finish(file, "pytorch", graph, InputDefaults.Torchvision, all);
        string?[] notes = [read, found, Assumed.Note(model, all)];
        return model with { Notes = [.. model.Notes, .. notes.OfType<string>()] };
    }

    private static SqueezeNetModel ImportCaffe(SourceFile file, ImportOptions options)
    {
        StateDictSettings.RequireNone(file.Path, options);
        (Graph graph, InputDefaults defaults) = CaffeModelReader.Read(file, options.Prototxt);
        return Finish(file, "caffe", graph, defaults, options);
    }

    private static SqueezeNetModel ImportOnnx(SourceFile file, ImportOptions options)
    {
        RequireNoPrototxt(file, options);
        StateDictSettings.RequireNone(file.Path, options);
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
        StateDictSettings.RequireNone(file.Path, options);
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
            HasLastRelu = network.HasLastRelu,
            Labels = labels.Texts,
            Notes = [.. defaults.Notes, .. labels.Notes],
        };
    }
}
