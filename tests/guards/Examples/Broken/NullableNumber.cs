namespace SqueezeNet.Embedded.Tests.Guards.Examples
{
    /// <summary>There is no Nullable.</summary>
    [Breaks("surface")]
    public static class NullableNumber
    {
        public static int? Half(int value)
        {
            return value % 2 == 0 ? value / 2 : (int?)null;
        }
    }
}
