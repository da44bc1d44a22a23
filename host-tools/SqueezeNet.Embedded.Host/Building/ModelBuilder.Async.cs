using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Building;

/// <content>The long calls on another thread, for programs that must not wait: windows, servers.</content>
public sealed partial class ModelBuilder
{
    /// <summary>Imports a model file on another thread.</summary>
    /// <param name="path">The model's file; see <see cref="Open(string, ImportOptions?)"/>.</param>
    /// <param name="options">What the file does not say; null if it says all.</param>
    /// <param name="cancellation">Stops while the file is read, and before what it holds is returned.</param>
    /// <exception cref="ImportException">
    /// The file is damaged, is no SqueezeNet, or the options do not fit it.
    /// </exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static Task<ModelBuilder> OpenAsync(
        string path, ImportOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Task.Run(
            () => new ModelBuilder(ModelImporter.Import(path, options ?? new ImportOptions(), cancellation)),
            cancellation);
    }

    /// <summary>Calibrates, quantizes and packs on other threads.</summary>
    /// <inheritdoc cref="Build(string, BuildOptions?, IProgress{BuildProgress}?, CancellationToken)"/>
    public Task<BuiltModel> BuildAsync(
        string folder,
        BuildOptions? options = null,
        IProgress<BuildProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return Task.Run(() => Build(folder, options, progress, cancellation), cancellation);
    }

    /// <summary>The same with images in memory.</summary>
    /// <inheritdoc cref="Build(IReadOnlyList{RgbImage}, BuildOptions?, IProgress{BuildProgress}?, CancellationToken)"/>
    public Task<BuiltModel> BuildAsync(
        IReadOnlyList<RgbImage> images,
        BuildOptions? options = null,
        IProgress<BuildProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        return Task.Run(() => Build(images, options, progress, cancellation), cancellation);
    }
}
