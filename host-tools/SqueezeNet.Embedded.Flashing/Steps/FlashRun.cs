using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Flashing.Devices;

namespace SqueezeNet.Embedded.Flashing.Steps;

/// <summary>Carries out a plan on a board.</summary>
/// <param name="reach">The board.</param>
/// <param name="job">What is to stand on it.</param>
public sealed class FlashRun(IBoardReach reach, FlashJob job)
{
    /// <summary>How long a start may take until the first label: Wi-Fi, broker, decoding, golden vectors.</summary>
    public static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(3);

    /// <summary>Looks at the board and makes the plan.</summary>
    /// <exception cref="FlashingException">The board does not answer, or does not fit.</exception>
    public async Task<FlashPlan> PlanAsync(CancellationToken cancellation)
    {
        return FlashPlan.For(job, await BoardSurvey.ReadAsync(reach.Flash, job, cancellation));
    }

    /// <summary>Writes what differs, stores settings, and follows the start.</summary>
    /// <param name="plan">From <see cref="PlanAsync"/>.</param>
    /// <param name="progress">Told 0..1 of what is written.</param>
    /// <param name="cancellation">Ends it between two commands; the next run goes on.</param>
    /// <exception cref="FlashingException">A step failed; the message has the remedy.</exception>
    public async Task<FlashResult> RunAsync(
        FlashPlan plan, IProgress<double> progress, CancellationToken cancellation)
    {
        await WriteAsync(plan, progress, cancellation);
        foreach (FlashStep step in plan.Steps.Where(step => step.Region is null))
        {
            switch (step.Kind)
            {
                case FlashStepKind.Reset:
                    await reach.Flash.ResetAsync(cancellation);
                    break;
                case FlashStepKind.Wifi:
                    await reach.Deployment.WriteWifiAsync(job.Wifi!.Ssid, job.Wifi.Password, cancellation);
                    break;
                case FlashStepKind.Settings:
                    await WriteSettingsAsync(job.Settings!, cancellation);
                    break;
            }
        }

        return StartCheck.Of(job, await reach.Watch.FollowAsync(LongestStart, cancellation));
    }

    private async Task WriteAsync(FlashPlan plan, IProgress<double> progress, CancellationToken cancellation)
    {
        FlashRegion[] regions = [.. plan.Writes.Select(step => step.Region!)];
        if (regions.Length == 0)
        {
            return;
        }

        await reach.Flash.WriteAsync(regions, progress, cancellation);
        foreach (FlashRegion region in regions)
        {
            if (!await reach.Flash.HoldsAsync(region, cancellation))
            {
                throw new FlashingException(
                    FlashingCause.Environment,
                    FormattableString.Invariant($"{region.Name} at 0x{region.Offset:X} was written and reads back ")
                    + "otherwise: try another cable or port; if it stays so, the flash is worn or write-protected.");
            }
        }
    }

    /// <summary>node.json may hold passwords: its folder is for this user only, and goes at once.</summary>
    private async Task WriteSettingsAsync(string text, CancellationToken cancellation)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("sqnet-");
        try
        {
            string file = Path.Combine(folder.FullName, "node.json");
            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            await using (FileStream stream = new(file, options))
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
            }

            await reach.Deployment.WriteSettingsAsync(file, cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
