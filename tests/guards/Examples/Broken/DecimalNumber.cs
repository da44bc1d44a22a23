namespace SqueezeNet.Embedded.Tests.Guards.Examples
{
    /// <summary>There is no Decimal.</summary>
    [Breaks("surface")]
    public static class DecimalNumber
    {
        public static decimal Price()
        {
            return 12.5m;
        }
    }
}
