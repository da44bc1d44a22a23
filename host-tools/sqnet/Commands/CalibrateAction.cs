using System;
using System.IO;
using System.Text;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet plan --calibrate: a board's profile from what the board has measured.</summary>
internal static class CalibrateAction
{
    public static int Run(PlanOptions options, string path, OutputFiles files)
    {
        Blob blob = OwnPlanOnly(options);
        Calibration calibration;
        try
        {
            BenchDocument bench = BenchDocument.Parse(File.ReadAllText(path));
            PlanRequest request = options.Target.RequestFor(blob);
            ChosenPlan chosen = ChosenPlan.For(request, BlobPlan.Read(blob));
            calibration = Calibration.Fit(chosen, blob.Header.Crc, bench, NameFor(options));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or PlanningException)
        {
            string problem = e is FileNotFoundException or DirectoryNotFoundException ? "no such file" : e.Message;
            throw new CommandException(ExitCode.BadInput, $"{path}: {problem.TrimEnd('.')}.", path);
        }

        if (options.Output is string output)
        {
            files.Write(output, Encoding.UTF8.GetBytes(calibration.Board.ToJson()));
            files.Land();
        }

        CalibrateOutput.Write(calibration, options.Target.Board, options.Output, options.Json);
        return ExitCode.Success;
    }

    private static Blob OwnPlanOnly(PlanOptions options)
    {
        if (!BlobFile.Is(options.Source))
        {
            throw new CommandException(
                ExitCode.Usage, $"--calibrate takes the blob that was on the board, and {options.Source} is a model");
        }

        BoardTarget target = options.Target;
        if (target.RamBytes is not null || target.Arena is not null || target.Weights is not null)
        {
            throw new CommandException(
                ExitCode.Usage, "--calibrate judges the plan in the blob: leave out --ram, --arena and --weights");
        }

        return Arguments.OpenBlob(options.Source, Blob.Open);
    }

    private static string NameFor(PlanOptions options)
    {
        return options.Output is string output
            ? Path.GetFileNameWithoutExtension(output)
            : options.Target.Board.Name + "-measured";
    }
}
