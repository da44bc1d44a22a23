using System;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Hands counts on where they arise; the order of arrival does not matter to a bar.</summary>
internal sealed class PictureReporter(Action<string, int, int> report) : IProgress<(int Done, int Total)>
{
    public void Report((int Done, int Total) value)
    {
        report("pictures", value.Done, value.Total);
    }
}
