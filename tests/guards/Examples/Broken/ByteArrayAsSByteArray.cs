namespace SqueezeNet.Embedded.Tests.Guards.Examples
{
    /// <summary>The cast throws.</summary>
    [Breaks("array cast")]
    public static class ByteArrayAsSByteArray
    {
        public static sbyte[] Signed(byte[] bytes)
        {
            return (sbyte[])(object)bytes;
        }
    }
}
