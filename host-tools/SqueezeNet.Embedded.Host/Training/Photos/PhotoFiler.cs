using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Host.Training.Photos;

/// <summary>
/// Files images as photos of a class: FOLDER/LABEL/LABEL_DATE_NUMBER. No file is ever replaced, and each is there as a
/// whole or not at all.
/// </summary>
public sealed class PhotoFiler
{
    private readonly string folder;
    private readonly string start;
    private readonly bool keepsDuplicates;
    private ImageLook? last;
    private int number;

    /// <summary>Goes on behind the photos that are there.</summary>
    /// <param name="photos">Folder of the class folders.</param>
    /// <param name="label">The class.</param>
    /// <param name="date">Part of the names.</param>
    /// <param name="keepsDuplicates">Whether images are filed, too, that look like the one filed last.</param>
    /// <exception cref="TrainingException">The label cannot be a folder, or is not taken for a class.</exception>
    /// <exception cref="IOException">The class folder is a file.</exception>
    /// <exception cref="UnauthorizedAccessException">The class folder may not be read.</exception>
    public PhotoFiler(string photos, string label, DateOnly date, bool keepsDuplicates)
    {
        ArgumentNullException.ThrowIfNull(photos);
        RequireLabel(label);
        folder = Path.Combine(photos, label);
        start = label + date.ToString("_yyyyMMdd_", CultureInfo.InvariantCulture);
        this.keepsDuplicates = keepsDuplicates;
        if (File.Exists(folder))
        {
            throw new IOException($"{folder} is a file, not a folder");
        }

        number = Named()
            .Select(file => Path.GetFileNameWithoutExtension(file)[start.Length..])
            .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : 0)
            .DefaultIfEmpty().Max();
    }

    /// <summary>Fails if a text cannot be the name of a class folder.</summary>
    /// <exception cref="TrainingException">It is so; the message says why.</exception>
    public static void RequireLabel(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        FolderNames.Require(label);
        if (label.IndexOfAny(['/', '\\']) >= 0 || label.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0)
        {
            throw new TrainingException(
                $"The label '{label}' has a character that no folder's name has; leave it out.");
        }

        if (FolderNames.IsKept(label))
        {
            throw new TrainingException(
                $"A folder '{label}' is taken for no class, as its name begins with a dot or an underscore, or is one "
                + "that systems use; choose another label.");
        }
    }

    /// <summary>Files an image.</summary>
    /// <param name="image">Its pixels.</param>
    /// <param name="bytes">The file; null to write the pixels without loss, as PNG.</param>
    /// <param name="extension">What the file's name ends with, the dot included.</param>
    /// <returns>Where it is; null if it looks like the one that was filed last.</returns>
    /// <exception cref="IOException">It cannot be written; nothing of it is there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public string? Add(RgbImage image, byte[]? bytes = null, string extension = ".png")
    {
        ArgumentNullException.ThrowIfNull(image);
        ImageLook look = ImageLook.Of(image);
        if (!keepsDuplicates && last?.IsLike(look) == true)
        {
            return null;
        }

        string path = Write(bytes ?? SkiaBitmap.Png(image), extension);
        last = look;
        return path;
    }

    private IEnumerable<string> Named()
    {
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, start + "*") : [];
    }

    private string Write(byte[] bytes, string extension)
    {
        Directory.CreateDirectory(folder);
        // Hidden, so that nobody takes it for a photo.
        string temporary = Path.Combine(folder, $".sqnet-{Guid.NewGuid():N}.tmp");
        try
        {
            File.WriteAllBytes(temporary, bytes);
            while (true)
            {
                number++;
                string path = Path.Combine(
                    folder, string.Create(CultureInfo.InvariantCulture, $"{start}{number:D3}{extension}"));
                try
                {
                    File.Move(temporary, path, overwrite: false);
                    return path;
                }
                catch (IOException) when (Path.Exists(path))
                {
                    // Somebody else files photos, too: the next number.
                }
            }
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
