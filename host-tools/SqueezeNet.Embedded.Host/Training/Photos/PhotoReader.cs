using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Host.Training.Photos;

/// <summary>Reads photos once, for what tells which belong together; their pixels are not kept.</summary>
internal sealed class PhotoReader(ImageOptions options)
{
    /// <summary>Photos that are decoded at a time: one of 12 megapixels takes 130 MB meanwhile.</summary>
    public const int MostAtATime = 4;

    private readonly Dictionary<string, (int Class, string Folder)> places = [];

    /// <summary>Reads the photos of classes, some at a time.</summary>
    /// <returns>Those that could be read, in order of classes, then of paths; and the others.</returns>
    /// <exception cref="ImageFileException">One cannot be read and that matters, or none can.</exception>
    public (IReadOnlyList<ReadPhoto> Photos, IReadOnlyList<SkippedFile> Skipped) Read(
        string folder, IReadOnlyList<ClassFolder> classes, IProgress<(int Done, int Total)>? progress,
        CancellationToken cancellation)
    {
        string[] files = [.. classes.SelectMany(c => c.Files)];
        for (int i = 0; i < classes.Count; i++)
        {
            foreach (string file in classes[i].Files)
            {
                places[file] = (i, classes[i].Path);
            }
        }

        FolderReading reading = new()
        {
            IsStrict = options.IsStrict,
            AtATime = MostAtATime,
            Progress = progress is null ? null : (done, total) => progress.Report((done, total)),
        };
        (ReadPhoto?[] photos, IReadOnlyList<SkippedFile> skipped) = reading.Run(folder, files, Read, cancellation);
        return ([.. photos.OfType<ReadPhoto>()], skipped);
    }

    private ReadPhoto Read(string file)
    {
        (RgbImage image, ImagePrint print) = ImageFile.ReadWithPrint(file, options);
        (int label, string folder) = places[file];
        return new ReadPhoto(file, ImageFolder.Name(folder, file), label, print)
        {
            Fine = ImageLook.Of(image, NearDuplicates.FineSide),
            Written = File.GetLastWriteTimeUtc(file),
        };
    }
}
