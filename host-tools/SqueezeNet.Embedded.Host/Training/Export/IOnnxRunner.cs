using System;

namespace SqueezeNet.Embedded.Host.Training.Export;

/// <summary>Something else that runs ONNX files: what is written is compared on it.</summary>
/// <remarks>
/// Whoever opens one throws <see cref="PlatformNotSupportedException"/> where it does not exist, which is no failure of
/// the file, and <see cref="InvalidOperationException"/> where it refuses the file.
/// </remarks>
public interface IOnnxRunner : IDisposable
{
    /// <summary>Its name and version, for people.</summary>
    string Name { get; }

    /// <summary>Runs the network.</summary>
    /// <param name="input">[3][height][width], prepared as the metadata says.</param>
    /// <returns>One score a class, before softmax.</returns>
    /// <exception cref="InvalidOperationException">It cannot run the file.</exception>
    float[] Run(float[] input);
}
