using System;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>An image file, or a folder of them, that cannot be used.</summary>
public sealed class ImageFileException : Exception
{
    /// <summary>Says what is wrong with a file or folder.</summary>
    public ImageFileException(string file, string problem)
        : base($"{file}: {problem}")
    {
        File = file;
        Problem = problem;
    }

    /// <summary>The file or folder.</summary>
    public string File { get; }

    /// <summary>What is wrong, without the file's name.</summary>
    public string Problem { get; }

    /// <summary>Whether it is only that there are too many bytes or pixels.</summary>
    public bool IsTooLarge { get; init; }
}
