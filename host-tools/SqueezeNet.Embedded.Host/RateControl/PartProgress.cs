using System;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Host.RateControl;

/// <summary>Tells of work that is a part of other work.</summary>
/// <param name="whole">Is told.</param>
/// <param name="from">What of the whole is finished before the part.</param>
/// <param name="to">And after it.</param>
internal sealed class PartProgress(IProgress<QuantizerProgress> whole, double from, double to)
    : IProgress<QuantizerProgress>
{
    /// <inheritdoc/>
    public void Report(QuantizerProgress value)
    {
        whole.Report(value with { Share = from + ((to - from) * value.Share) });
    }
}
