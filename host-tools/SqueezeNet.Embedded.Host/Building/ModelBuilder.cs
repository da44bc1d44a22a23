using System;
using System.Collections.Generic;
using System.Threading;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Import.Sources;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Packing;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Host.RateControl;
using SqueezeNet.Embedded.Host.Reporting;

namespace SqueezeNet.Embedded.Host.Building;

/// <summary>
/// From a trained model to a blob: import, plan, build, then evaluate, save and run what was built. The same model,
/// images and options give the same bytes, on any number of cores.
/// </summary>
/// <example>
/// <code>
/// ModelBuilder builder = ModelBuilder.Open("cards.onnx", new ImportOptions { LabelsFile = "labels.txt" });
/// BuiltModel built = builder.Build("photos");
/// built.Save("cards.sqnt");
/// </code>
/// </example>
public sealed partial class ModelBuilder
{
    /// <summary>Builds from a model in memory.</summary>
    /// <param name="model">The trained model in fp32.</param>
    public ModelBuilder(SqueezeNetModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
    }

    /// <summary>The trained model in fp32.</summary>
    public SqueezeNetModel Model { get; }

    /// <summary>Imports a model file.</summary>
    /// <param name="path">.onnx, .caffemodel, .net (Deep Compression), or a state dict of any name.</param>
    /// <param name="options">What the file does not say; null if it says all.</param>
    /// <exception cref="ImportException">
    /// The file is damaged, is no SqueezeNet, or the options do not fit it.
    /// </exception>
    public static ModelBuilder Open(string path, ImportOptions? options = null)
    {
        return new ModelBuilder(ModelImporter.Import(path, options ?? new ImportOptions()));
    }

    /// <summary>
    /// What the network will cost on a board, before it is built: RAM, flash, weights read and modelled time.
    /// </summary>
    /// <param name="options">Board and budget; null for the default board and as little RAM as possible.</param>
    /// <exception cref="PlanningException">The network cannot be planned, or the board has no such memory.</exception>
    public PlanReport Plan(BuildOptions? options = null)
    {
        return PlanReport.Of(Choose(options ?? new BuildOptions()));
    }

    /// <summary>
    /// What of building a blob and then evaluating it the building takes, 0..1, for one progress over both.
    /// </summary>
    /// <param name="folder">Calibration images.</param>
    /// <param name="images">What will be evaluated; null for nothing.</param>
    /// <param name="options">As they will be given to build.</param>
    /// <exception cref="ImageFileException">There is no such folder, or no image in it.</exception>
    public double ShareOfBuilding(string folder, LabelledImages? images, BuildOptions? options = null)
    {
        IReadOnlyList<string> files = ImageFile.Find(folder).Files;
        double building = BuildCosts.Reading(files)
            + BuildCosts.Quantizing(Model, files.Count, (options ?? new BuildOptions()).Rate);
        return building / (building + (images is null ? 0 : BuildCosts.Evaluating(Model, images.Files)));
    }

    /// <summary>Calibrates on the images of a folder, quantizes to int8 and packs into a blob.</summary>
    /// <param name="folder">
    /// Typical images of any size (docs/images.md has the formats), best about a hundred; sub-folders count, labels
    /// are not needed.
    /// </param>
    /// <param name="options">Board, budget and size; null for the defaults.</param>
    /// <param name="progress">Is told what is being done, one report at a time, from several threads.</param>
    /// <param name="cancellation">Stops the work after the step that is running; nothing has been written then.</param>
    /// <exception cref="ImageFileException">
    /// There is no such folder, no image in it, or one that cannot be read.
    /// </exception>
    /// <exception cref="PlanningException">No plan fits the budget.</exception>
    /// <exception cref="QuantizationException">
    /// A layer cannot be kept from saturating, or there are too few images.
    /// </exception>
    /// <exception cref="RateTargetException">
    /// The model cannot be packed to the size or accuracy that is asked for.
    /// </exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public BuiltModel Build(
        string folder,
        BuildOptions? options = null,
        IProgress<BuildProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        // Before the images are read: a budget that cannot be kept is known at once.
        options ??= new BuildOptions();
        ChosenPlan plan = Require(options);
        OrderedProgress? ordered = OrderedProgress.Of(progress);
        CalibrationImages seen = Read(folder, options, ordered, out double read, cancellation);
        return Build(seen, plan, options, Reporter(ordered, read), cancellation);
    }

    /// <summary>The same with images in memory.</summary>
    /// <param name="images">
    /// RGB888 of the input's width and height, as <see cref="Resampler.ToNetwork"/> makes them.
    /// </param>
    /// <inheritdoc cref="Build(string, BuildOptions?, IProgress{BuildProgress}?, CancellationToken)"/>
    public BuiltModel Build(
        IReadOnlyList<RgbImage> images,
        BuildOptions? options = null,
        IProgress<BuildProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        options ??= new BuildOptions();
        CalibrationImages given = new(null, images, null);
        return Build(given, Require(options), options, Reporter(OrderedProgress.Of(progress), 0), cancellation);
    }

    /// <param name="read">What of the build is finished then.</param>
    private CalibrationImages Read(
        string folder,
        BuildOptions options,
        OrderedProgress? progress,
        out double read,
        CancellationToken cancellation)
    {
        ImageFolder found = ImageFile.Find(folder);
        double reading = BuildCosts.Reading(found.Files);
        double share = reading / (reading + BuildCosts.Quantizing(Model, found.Files.Count, options.Rate));
        CalibrationImages seen = CalibrationImages.Read(
            found,
            Model.Input,
            options.Images,
            (done, total) => progress?.Report(
                new BuildProgress("reading images", done, total) { Share = share * done / total }),
            cancellation);
        progress?.Report(
            new BuildProgress("reading images", seen.Images.Count, found.Files.Count)
            {
                Share = share,
                Read = seen.Folder,
            });
        read = share;
        return seen;
    }

    private ChosenPlan Choose(BuildOptions options)
    {
        return ChosenPlan.For(options.Target.RequestFor(Model, options.Rate.IsPacked));
    }

    private ChosenPlan Require(BuildOptions options)
    {
        ChosenPlan plan = Choose(options);
        return plan.ArenaBytes <= (plan.Request.Budget ?? int.MaxValue)
            ? plan
            : throw new PlanningException(PlanReport.Of(plan).Problems[0]);
    }

    private BuiltModel Build(
        CalibrationImages calibration,
        ChosenPlan plan,
        BuildOptions options,
        QuantizingReporter? reporter,
        CancellationToken cancellation)
    {
        RateTarget target = options.Rate;
        SqueezeNetModel model = RaisedHead.Of(Model, calibration.Images, cancellation);
        BuiltBlob made = target.IsLossy
            ? Search(model, calibration.Images, plan, target, reporter, cancellation)
            : Quantize(model, calibration.Images, plan, target.IsPacked, reporter, cancellation);
        cancellation.ThrowIfCancellationRequested();
        // The plan could only guess the blob's size, and what packed weights take.
        ChosenPlan final = ChosenPlan.For(
            target.IsPacked
                ? options.Target.RequestFor(Blob.Open(made.Bytes))
                : plan.Request with { BlobBytes = made.Bytes.Length },
            plan.Plan);
        return new BuiltModel(Model, made, calibration, PlanReport.Of(final)) { Images = options.Images };
    }

    private static BuiltBlob Quantize(
        SqueezeNetModel model,
        IReadOnlyList<RgbImage> images,
        ChosenPlan plan,
        bool isPacked,
        QuantizingReporter? reporter,
        CancellationToken cancellation)
    {
        QuantizedNetwork network = Quantizer.Quantize(model, images, reporter, cancellation);
        reporter?.Pack();
        byte[] raw = BlobWriter.Write(network, plan.Plan, Provenance.Of(model, images.Count));
        return new BuiltBlob(network, isPacked ? BlobPacker.Pack(raw) : raw, null);
    }

    private static BuiltBlob Search(
        SqueezeNetModel model,
        IReadOnlyList<RgbImage> images,
        ChosenPlan plan,
        RateTarget target,
        QuantizingReporter? reporter,
        CancellationToken cancellation)
    {
        byte[] Pack(QuantizedNetwork network, double bitPrice)
        {
            return BlobPacker.Pack(BlobWriter.Write(network, plan.Plan, Provenance.Of(model, images.Count, bitPrice)));
        }

        RateResult found = new RateSearch(model, images, Pack, reporter, reporter, cancellation).Find(target);
        return new BuiltBlob(found.Network, found.Blob, found.Curve);
    }

    private static QuantizingReporter? Reporter(OrderedProgress? progress, double from)
    {
        return progress is null ? null : new QuantizingReporter(progress, from);
    }
}
