using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Simulation;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Size and format of raw frames, as --raw takes them.</summary>
internal sealed record RawFrameSpec(int Width, int Height, PixelFormat Format)
{
    private static readonly Dictionary<string, PixelFormat> formats = new()
    {
        ["rgb24"] = PixelFormat.Rgb888,
        ["rgb565le"] = PixelFormat.Rgb565LittleEndian,
        ["rgb565be"] = PixelFormat.Rgb565BigEndian,
        ["gray"] = PixelFormat.Gray8,
    };

    /// <summary>The names of the formats, for people.</summary>
    public static string Formats { get; } =
        string.Join(", ", formats.Keys.SkipLast(1)) + " or " + formats.Keys.Last();

    /// <summary>Reads WIDTHxHEIGHT:FORMAT; without a format it is rgb24.</summary>
    /// <exception cref="CommandException">It is another text.</exception>
    public static RawFrameSpec Parse(string text)
    {
        string[] parts = text.Split(':');
        string[] size = parts[0].Split('x');
        string name = parts.Length > 1 ? parts[1] : "rgb24";
        if (size.Length != 2 || parts.Length > 2
            || !int.TryParse(size[0], NumberStyles.None, CultureInfo.InvariantCulture, out int width)
            || !int.TryParse(size[1], NumberStyles.None, CultureInfo.InvariantCulture, out int height))
        {
            throw new CommandException(
                ExitCode.Usage,
                $"--raw {text}: expected WIDTHxHEIGHT:FORMAT, FORMAT {Formats}; for example 160x120:rgb24");
        }

        return formats.TryGetValue(name, out PixelFormat format)
            ? new RawFrameSpec(width, height, format)
            : throw new CommandException(
                ExitCode.Usage, $"--raw {text}: there is no format '{name}'; take {Formats}");
    }

    /// <summary>Makes standard input a simulation's camera.</summary>
    public void ApplyTo(SimulatorOptions options)
    {
        options.RawFrames = Console.OpenStandardInput();
        options.RawWidth = Width;
        options.RawHeight = Height;
        options.RawFormat = Format;
    }
}
