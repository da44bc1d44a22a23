namespace SqueezeNet.Embedded.Tests.Guards.Examples
{
    /// <summary>The device gives the buffer one place.</summary>
    [Breaks("fixed")]
    public static class FixedBuffer
    {
        public unsafe struct Header
        {
            public fixed byte Bytes[16];
        }
    }
}
