using System.CommandLine;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Options that say how image files are read.</summary>
internal sealed class ReadingOptions
{
    private readonly Option<bool> asStored = new("--no-orientation")
    {
        Description = "Take images as they are stored, not turned as their EXIF orientation says.",
    };

    private readonly Option<bool> strict = new("--strict")
    {
        Description = "End at the first image of a folder that cannot be read, instead of skipping and naming it.",
    };

    /// <summary>Adds the options to a command.</summary>
    public ReadingOptions(Command command)
    {
        command.AddAll(asStored, strict);
    }

    /// <summary>What the user said.</summary>
    public ImageOptions Read(ParseResult arguments)
    {
        return new ImageOptions
        {
            AppliesOrientation = !arguments.GetValue(asStored),
            IsStrict = arguments.GetValue(strict),
        };
    }
}
