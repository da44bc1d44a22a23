using System;
using System.Globalization;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Says in tenths how much is written.</summary>
internal sealed class FlashProgress : IProgress<double>
{
    private const int Tenths = 10;

    private int said;

    /// <inheritdoc/>
    public void Report(double value)
    {
        int now = (int)(value * Tenths);
        if (now > said)
        {
            said = now;
            Terminal.Errors.WriteLine(string.Create(CultureInfo.InvariantCulture, $"written: {now * Tenths} %"));
        }
    }
}
