using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet sample: a trained model with images, to try the other commands on without a network.</summary>
internal static class SampleCommand
{
    public static Command Create()
    {
        Command command = new(
            "sample",
            "Writes a small trained model (21 printed cards, 96x96) with its labels, images to calibrate on and "
            + "others to classify. Files that are there already and differ are never overwritten.");
        ExamplesHelp.Add(
            command,
            """
            sqnet sample cards
            sqnet build cards/cards.onnx -o cards.sqnt --calibration cards/calibration --labels cards/labels.txt
            sqnet run cards.sqnt cards/samples/18_heart_0.jpg
            """);
        Argument<string> folder = new Argument<string>("DIR")
        {
            Description = "Folder to write into; it is made if needed.",
        }.As(PathRole.OutputFolder);
        Option<bool> json = Arguments.Json();
        command.AddAll(folder, json);
        command.SetGuardedAction((parsed, files, cancellation) =>
            Run(parsed.GetRequiredValue(folder), parsed.GetValue(json), files, cancellation));
        return command;
    }

    public static int Run(string folder, bool json, OutputFiles files, CancellationToken cancellation)
    {
        List<string> missing = Missing(folder);
        long bytes = 0;
        foreach (string name in missing)
        {
            cancellation.ThrowIfCancellationRequested();
            byte[] file = SampleFiles.Read(name);
            files.Add(At(folder, name), file);
            bytes += file.Length;
        }

        files.Land();
        SampleOutput.Write(folder, missing, bytes, json);
        return ExitCode.Success;
    }

    /// <summary>Files that are not there yet.</summary>
    /// <exception cref="CommandException">Others are in their place; nothing has been written then.</exception>
    private static List<string> Missing(string folder)
    {
        List<string> missing = [];
        List<string> others = [];
        foreach (string name in SampleFiles.Names)
        {
            string path = At(folder, name);
            if (!Path.Exists(path))
            {
                missing.Add(name);
            }
            else if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(SampleFiles.Read(name)))
            {
                others.Add(path);
            }
        }

        string more = others.Count > 1 ? $", and so are {others.Count - 1} more" : string.Empty;
        return others.Count == 0
            ? missing
            : throw new CommandException(
                ExitCode.Environment,
                $"{others[0]} is there already and differs{more}; nothing was written. Name another folder, or move "
                + "it away.");
    }

    private static string At(string folder, string name)
    {
        return Path.Combine([folder, .. name.Split('/')]);
    }
}
