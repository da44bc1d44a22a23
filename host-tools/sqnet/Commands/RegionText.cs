using System;
using System.Globalization;
using System.Linq;
using CameraNode;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Regions of a frame as options have them: X,Y,SIZE in per mille, with NAME= before it in lists.</summary>
internal static class RegionText
{
    /// <summary>Reads the only region.</summary>
    /// <exception cref="CommandException">It is none.</exception>
    public static ViewRegions ParseOne(string text)
    {
        return new ViewRegions([Parse("--crop", string.Empty, text)]);
    }

    /// <summary>Reads regions with names.</summary>
    /// <exception cref="CommandException">One of them is none.</exception>
    public static ViewRegions ParseList(string[] texts)
    {
        return new ViewRegions([.. texts.Select(text =>
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            return equals > 0
                ? Parse("--region", text[..equals], text[(equals + 1)..])
                : throw new CommandException(
                    ExitCode.Usage, $"--region takes NAME=X,Y,SIZE such as door=0,0,500, not '{text}'.");
        })]);
    }

    private static ViewRegion Parse(string option, string name, string text)
    {
        string[] parts = text.Split(',');
        int[] numbers = [.. parts.Select(part =>
            int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : -1)];
        return numbers.Length == 3 && numbers.All(number => number >= 0)
            ? new ViewRegion(name, numbers[0], numbers[1], numbers[2])
            : throw new CommandException(
                ExitCode.Usage, $"{option} takes X,Y,SIZE in per mille such as 0,0,500, not '{text}'.");
    }
}
