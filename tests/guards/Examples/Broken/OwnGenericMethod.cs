namespace SqueezeNet.Embedded.Tests.Guards.Examples
{
    /// <summary>The result is garbage.</summary>
    [Breaks("generics")]
    public static class OwnGenericMethod
    {
        public static int Value()
        {
            return Same(4);
        }

        private static T Same<T>(T value)
        {
            return value;
        }
    }
}
