using System;
using System.Diagnostics;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Shared.Broker;

/// <summary>Waits for things that happen elsewhere.</summary>
internal static class Wait
{
    /// <summary>Waits until something has happened; it must within some seconds.</summary>
    public static void Until(Func<bool> happened, string what, int seconds = 20)
    {
        TimeSpan limit = TimeSpan.FromSeconds(seconds);
        long start = Stopwatch.GetTimestamp();
        while (!happened())
        {
            Assert.IsLessThan(limit, Stopwatch.GetElapsedTime(start), $"This did not happen: {what}.");
            Thread.Sleep(10);
        }
    }
}
