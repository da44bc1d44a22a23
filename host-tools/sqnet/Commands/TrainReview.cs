using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet train PHOTOS --review FILE: photos go to where a person has said that they belong.</summary>
internal static class TrainReview
{
    public static int Run(TrainOptions options)
    {
        throw new CommandException(
            ExitCode.Usage, $"--review {options.Review}: reviews cannot be carried out yet.", options.Review);
    }
}
