using System.Diagnostics;

namespace SqueezeNet.Embedded.Tests.Guards.Examples
{
    /// <summary>There is no Stopwatch.</summary>
    [Breaks("surface")]
    public static class StopwatchTime
    {
        public static long Milliseconds()
        {
            return Stopwatch.StartNew().ElapsedMilliseconds;
        }
    }
}
