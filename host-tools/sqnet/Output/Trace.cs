using System;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>Stack traces, for those who ask for them.</summary>
internal static class Trace
{
    /// <summary>The environment variable that asks.</summary>
    public const string Variable = "SQNET_TRACE";

    /// <summary>Prints where an exception comes from, if that is wanted.</summary>
    public static void Print(Exception e)
    {
        if (Environment.GetEnvironmentVariable(Variable) == "1")
        {
            Console.Error.WriteLine(e);
        }
    }
}
