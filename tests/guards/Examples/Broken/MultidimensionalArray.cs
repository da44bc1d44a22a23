namespace SqueezeNet.Embedded.Tests.Guards.Examples
{
    /// <summary>The CLR ends without a word.</summary>
    [Breaks("multidimensional array")]
    public static class MultidimensionalArray
    {
        public static int Corner()
        {
            int[,] table = new int[2, 3];
            return table[1, 2];
        }
    }
}
