using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Host.Evaluation.TrueClasses;

/// <summary>
/// Reads a list of images and classes: a path below the folder or a file's name, with or without extension, then a
/// comma, semicolon, tab or blank, then a label or class index; with or without a line of headings.
/// </summary>
internal sealed class ClassListFile
{
    private const int MaxBytes = 64 << 20;

    private static readonly char[] separators = [',', ';', '\t', ' '];

    private readonly string file;
    private readonly IReadOnlyList<string> names;
    private readonly ClassNames classes;
    private readonly Dictionary<string, int> images = new(StringComparer.Ordinal);
    private readonly HashSet<string> ambiguous = [];

    private ClassListFile(string file, IReadOnlyList<string> names, ClassNames classes)
    {
        this.file = file;
        this.names = names;
        this.classes = classes;
        for (int i = 0; i < names.Count; i++)
        {
            string name = names[i].Split('/')[^1];
            foreach (string key in new[] { names[i], name, Path.ChangeExtension(name, null) }.Distinct())
            {
                if (!images.TryAdd(key, i) && images[key] != i && key != names[i])
                {
                    ambiguous.Add(key);
                }
            }
        }

        // A path is an image's own, whatever others are called.
        ambiguous.ExceptWith(names);
        for (int i = 0; i < names.Count; i++)
        {
            images[names[i]] = i;
        }
    }

    /// <summary>The class of each image.</summary>
    /// <exception cref="ImageFileException">
    /// The list cannot be read, names no class for an image, or something that is no class.
    /// </exception>
    public static TrueClassList Read(string file, IReadOnlyList<string> names, ClassNames classes)
    {
        return new ClassListFile(file, names, classes).Read();
    }

    private TrueClassList Read()
    {
        string?[] values = new string?[names.Count];
        int[] numbers = new int[names.Count];
        int others = 0;
        (int Number, string Text)[] lines = [.. Lines().Where(l => l.Text.Length > 0)];
        foreach ((int number, string text) in lines)
        {
            if (Split(text, number) is not (int image, string value))
            {
                others += number == lines[0].Number ? 0 : 1;
                continue;
            }

            if (values[image] is string before && before != value)
            {
                throw Refuse(number, $"gives '{names[image]}' the class '{value}', and line {numbers[image]} "
                    + $"'{before}'");
            }

            (values[image], numbers[image]) = (value, number);
        }

        RequireAll(values, others);
        return Classes(values!, numbers, others);
    }

    private IEnumerable<(int Number, string Text)> Lines()
    {
        try
        {
            return new FileInfo(file).Length <= MaxBytes
                ? File.ReadAllLines(file).Select((text, i) => (i + 1, text.Trim()))
                : throw new ImageFileException(file, "is too large for a list of images and classes.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageFileException(
                file,
                (e is FileNotFoundException or DirectoryNotFoundException ? "no such file" : e.Message.TrimEnd('.'))
                + "; --classes-from takes 'folder', 'name', or a file of images and classes.");
        }
    }

    /// <summary>The image that a line begins with, and what follows; null if that is none of the folder.</summary>
    private (int Image, string Value)? Split(string text, int number)
    {
        for (int at = text.IndexOfAny(separators); at > 0; at = text.IndexOfAny(separators, at + 1))
        {
            string name = Unquote(text[..at]).Replace('\\', '/');
            name = name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;
            if (ambiguous.Contains(name))
            {
                throw Refuse(number, $"names '{name}', which several images are called; give paths below the folder");
            }

            if (images.TryGetValue(name, out int image))
            {
                return (image, Unquote(text[(at + 1)..].TrimStart(separators)));
            }
        }

        return null;
    }

    private static string Unquote(string text)
    {
        string plain = text.Trim();
        return plain.Length > 1 && plain[0] == '"' && plain[^1] == '"' ? plain[1..^1] : plain;
    }

    private void RequireAll(string?[] values, int others)
    {
        int missing = Array.FindIndex(values, v => v is null);
        if (missing >= 0)
        {
            string unknown = others > 0 ? $" ({others} of its lines name no image of the folder)" : string.Empty;
            throw new ImageFileException(
                file,
                $"has no class for {values.Count(v => v is null)} of {values.Length} images, such as "
                + $"'{names[missing]}'{unknown}. Give a line for each: path,label or path,index.");
        }
    }

    /// <summary>All as labels, or else all as indices.</summary>
    private TrueClassList Classes(string[] values, int[] numbers, int others)
    {
        int?[] labels = [.. values.Select(classes.OfLabel)];
        int?[] indices = [.. values.Select(classes.OfIndex)];
        bool areLabels = labels.All(c => c is not null);
        int odd = areLabels ? -1 : Array.FindIndex(indices, c => c is null);
        if (odd >= 0)
        {
            odd = labels.Count(c => c is null) <= indices.Count(c => c is null)
                ? Array.FindIndex(labels, c => c is null)
                : odd;
            string nearest = classes.Nearest(values[odd]) is string label ? $" (nearest label '{label}')" : "";
            throw Refuse(
                numbers[odd],
                $"has '{values[odd]}', which is neither a label{nearest} nor a class index of 0..{classes.Count - 1}");
        }

        int different = areLabels && indices.All(c => c is not null)
            ? labels.Zip(indices).Count(pair => pair.First != pair.Second)
            : 0;
        return new TrueClassList(
            [.. (areLabels ? labels : indices).Select(c => c!.Value)],
            $"{file}, as {(areLabels ? "labels" : "class indices")}",
            [.. Notes(different, others)]);
    }

    private IEnumerable<string> Notes(int different, int others)
    {
        if (different > 0)
        {
            yield return $"true classes: {file} was read as labels; as class indices it would give others for "
                + $"{different} of {names.Count} images (write labels that are no numbers, or indices, instead)";
        }

        if (others > 0)
        {
            yield return $"true classes: {others} lines of {file} name no image of the folder";
        }
    }

    private ImageFileException Refuse(int line, string problem)
    {
        return new ImageFileException(file, $"line {line} {problem}.");
    }
}
