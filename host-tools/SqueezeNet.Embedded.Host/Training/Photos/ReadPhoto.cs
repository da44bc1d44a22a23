using System;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Host.Training.Photos;

/// <summary>A photo that could be read, and what tells which others belong to it.</summary>
/// <param name="File">Its path.</param>
/// <param name="Name">Its path below the class folder, with forward slashes.</param>
/// <param name="Class">Index of its class.</param>
/// <param name="Print">What it is recognised by.</param>
internal sealed record ReadPhoto(string File, string Name, int Class, ImagePrint Print)
{
    /// <summary>Its look in finer means.</summary>
    public required ImageLook Fine { get; init; }

    /// <summary>When the file was written last, UTC.</summary>
    public required DateTime Written { get; init; }
}
