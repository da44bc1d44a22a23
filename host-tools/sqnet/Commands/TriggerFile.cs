using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Reads when a simulated trigger is pressed.</summary>
internal static class TriggerFile
{
    /// <summary>Reads the times, in milliseconds.</summary>
    /// <exception cref="CommandException">The file cannot be read, or a line is no later time.</exception>
    public static IReadOnlyList<long> Read(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string reason = e is FileNotFoundException or DirectoryNotFoundException
                ? "no such file" : e.Message.TrimEnd('.');
            throw new CommandException(ExitCode.BadInput, $"{path}: {reason}.", path);
        }

        List<long> times = [];
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.Length == 0)
            {
                continue;
            }

            if (!long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out long time)
                || (times.Count > 0 && time <= times[^1]))
            {
                throw new CommandException(
                    ExitCode.BadInput,
                    $"{path}: line {i + 1}: a time in ms is expected, later than the one before.",
                    path);
            }

            times.Add(time);
        }

        return times;
    }
}
