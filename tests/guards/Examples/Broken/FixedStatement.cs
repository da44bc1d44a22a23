namespace SqueezeNet.Embedded.Tests.Guards.Examples
{
    /// <summary>The metadata processor fails.</summary>
    [Breaks("fixed")]
    public static class FixedStatement
    {
        public static unsafe int First(byte[] bytes)
        {
            fixed (byte* first = bytes)
            {
                return *first;
            }
        }
    }
}
