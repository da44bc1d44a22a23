namespace SqueezeNet.Embedded.Tests.Guards.Examples
{
    /// <summary>The value is cut off.</summary>
    [Breaks("checked")]
    public static class CheckedConversion
    {
        public static byte Low(int value)
        {
            return checked((byte)value);
        }
    }
}
