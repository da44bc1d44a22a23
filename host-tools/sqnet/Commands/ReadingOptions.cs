using System.CommandLine;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Options that say how image files are read, and what commands say of folders.</summary>
internal sealed class ReadingOptions
{
    private readonly Option<bool> asStored = new("--no-orientation")
    {
        Description = "Take images as they are stored, not turned as their EXIF orientation says.",
    };

    /// <summary>Adds the options to a command.</summary>
    public ReadingOptions(Command command)
    {
        command.AddAll(asStored);
    }

    /// <summary>What the user said.</summary>
    public ImageOptions Read(ParseResult arguments)
    {
        return new ImageOptions { AppliesOrientation = !arguments.GetValue(asStored) };
    }

    /// <summary>Says which files of a folder are not read, if there are any.</summary>
    /// <exception cref="ImageFileException">There is no such folder, or no image in it.</exception>
    public static ImageFolder Find(string folder)
    {
        ImageFolder found = ImageFile.Find(folder);
        if (found.Note is string note)
        {
            Terminal.Note(note);
        }

        return found;
    }
}
