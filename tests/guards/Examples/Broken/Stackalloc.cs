namespace SqueezeNet.Embedded.Tests.Guards.Examples
{
    /// <summary>The metadata processor fails.</summary>
    [Breaks("stackalloc")]
    public static class Stackalloc
    {
        public static unsafe int First()
        {
            int* values = stackalloc int[4];
            return *values;
        }
    }
}
