using System;

namespace SqueezeNet.Embedded.Tests.Guards.Examples
{
    /// <summary>It does not compile for the device.</summary>
    [Breaks("span")]
    public static class SpanOfBytes
    {
        public static int First(byte[] bytes)
        {
            Span<byte> span = bytes;
            return span[0];
        }
    }
}
