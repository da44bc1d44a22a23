using System;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>A picture file, or a folder of them, that cannot be used.</summary>
public sealed class ImageFileException : Exception
{
    public ImageFileException(string file, string problem)
        : base($"{file}: {problem}")
    {
        File = file;
        Problem = problem;
    }

    public string File { get; }

    /// <summary>What is wrong, without the file's name.</summary>
    public string Problem { get; }
}
