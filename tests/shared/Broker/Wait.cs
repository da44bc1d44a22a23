using System;
using System.Diagnostics;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Shared.Broker;

/// <summary>Waits for things that happen elsewhere.</summary>
internal static class Wait
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static void Until(Func<bool> happened, string what)
    {
        long start = Stopwatch.GetTimestamp();
        while (!happened())
        {
            Assert.IsLessThan(Limit, Stopwatch.GetElapsedTime(start), $"This did not happen: {what}.");
            Thread.Sleep(10);
        }
    }
}
