using System;
using System.CommandLine;
using CameraNode;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>What is to be seen of images, as the settings rotate and crop of the camera node have it.</summary>
internal sealed class RegionOptions
{
    private readonly Option<int> rotate = new("--rotate")
    {
        Description = "Turn images clockwise first: 0, 90, 180 or 270 degrees.",
    };

    private readonly Option<string?> crop = new Option<string?>("--crop")
    {
        Description = "See the region X,Y,SIZE of the turned image, in per mille of it, in place of its middle.",
    }.As(PathRole.Text, "X,Y,SIZE");

    /// <summary>Gives a command the options.</summary>
    public RegionOptions(Command command)
    {
        command.AddAll(rotate, crop);
    }

    /// <summary>The view.</summary>
    /// <exception cref="CommandException">It is impossible.</exception>
    public ImageView Read(ParseResult parsed)
    {
        NodeSettings settings = new() { Rotate = parsed.GetValue(rotate) };
        settings.Crop = parsed.GetValue(crop) is string text ? RegionText.ParseOne(text) : null;
        try
        {
            settings.Check();
        }
        catch (SettingsException e)
        {
            throw new CommandException(ExitCode.Usage, $"--{e.Key}: {e.Message}");
        }

        return settings.Crop is ViewRegions regions
            ? new ImageView(settings.Rotate, regions.At(0).X, regions.At(0).Y, regions.At(0).Size)
            : new ImageView(settings.Rotate);
    }
}
