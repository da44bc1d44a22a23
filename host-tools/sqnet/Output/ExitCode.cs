namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>What the process returns; documented in docs/cli.md.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The command worked and says no: a blob failed verification, or a plan does not fit.</summary>
    public const int Negative = 1;

    /// <summary>Wrong arguments.</summary>
    public const int Usage = 2;

    /// <summary>A model, blob, image or download that cannot be used.</summary>
    public const int BadInput = 3;

    /// <summary>Something outside is missing: the broker, a server, a library, a place to write.</summary>
    public const int Environment = 4;

    /// <summary>A fault of the tool.</summary>
    public const int Internal = 70;

    /// <summary>Ctrl+C.</summary>
    public const int Cancelled = 130;

    /// <summary>SIGTERM.</summary>
    public const int Terminated = 143;

    /// <summary>The code's name in JSON.</summary>
    public static string Kind(int code)
    {
        return code switch
        {
            Negative => "negative",
            Usage => "usage",
            BadInput => "input",
            Environment => "environment",
            Cancelled or Terminated => "cancelled",
            _ => "internal",
        };
    }
}
