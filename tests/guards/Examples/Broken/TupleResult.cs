namespace SqueezeNet.Embedded.Tests.Guards.Examples
{
    /// <summary>There is no ValueTuple.</summary>
    [Breaks("surface")]
    public static class TupleResult
    {
        public static (int Width, int Height) Size()
        {
            return (320, 240);
        }
    }
}
