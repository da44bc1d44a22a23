using System;

namespace SqueezeNet.Embedded.Tests.Guards.Examples
{
    /// <summary>The CLR asserts, or overwrites its own memory.</summary>
    [Breaks("evaluation stack")]
    public static class ThrowAmongArguments
    {
        public static int Mean(bool closed, int value)
        {
            return Mean(1, 2, 3, 4, 5, closed ? throw new InvalidOperationException() : value, 7, 8, 9, 10);
        }

        public static int Mean(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j)
        {
            return (a + b + c + d + e + f + g + h + i + j) / 10;
        }
    }
}
