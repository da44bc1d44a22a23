using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Reporting;

/// <summary>A range of values, laid over 0..100 with some room at both ends.</summary>
internal sealed record PlotAxis(double Low, double High, bool Logarithmic)
{
    private const double Room = 0.08;

    public IEnumerable<double> Ticks =>
        Logarithmic ? [Low, Math.Sqrt(Low * High), High] : [Low, (Low + High) / 2, High];

    public static PlotAxis Of(IEnumerable<double> values, bool logarithmic)
    {
        double low = values.Min();
        double high = values.Max();
        double spare = high > low ? 0 : Math.Max(1, Math.Abs(high) / 10);
        return logarithmic && spare > 0
            ? new PlotAxis(low / 2, high * 2, true)
            : new PlotAxis(low - spare, high + spare, logarithmic);
    }

    public double At(double value)
    {
        double share = Logarithmic ? Math.Log(value / Low) / Math.Log(High / Low) : (value - Low) / (High - Low);
        return 100 * (Room + ((1 - (2 * Room)) * share));
    }
}
