using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>The class an image's path names: the number its file name begins with, or its sub-folder.</summary>
public static class TrueClass
{
    /// <summary>Reads the class of an image.</summary>
    /// <param name="root">The folder that was searched; its own name says nothing.</param>
    /// <param name="labels">Labels that a sub-folder may be called after; a class number does as well.</param>
    /// <exception cref="ImageFileException">The path names no class of the model.</exception>
    public static int Of(string file, string root, IReadOnlyList<string> labels, int classes)
    {
        string digits = string.Concat(Path.GetFileName(file).TakeWhile(char.IsAsciiDigit));
        string folder = Path.GetFileName(Path.GetDirectoryName(Path.GetRelativePath(root, file))) ?? string.Empty;
        int index = Number(digits) ?? Number(folder) ?? Label(folder, labels);
        return index >= 0 && index < classes
            ? index
            : throw new ImageFileException(
                file,
                $"names no class of 0..{classes - 1}: begin the file name with the class index, or put the image in a "
                + "sub-folder called after the index or the label.");
    }

    private static int? Number(string text)
    {
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;
    }

    private static int Label(string folder, IReadOnlyList<string> labels)
    {
        for (int i = 0; i < labels.Count; i++)
        {
            if (string.Equals(labels[i], folder, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }
}
