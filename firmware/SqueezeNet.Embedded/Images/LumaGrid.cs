namespace SqueezeNet.Embedded
{
    /// <summary>Brightness of what a network would see, on a small grid (SPEC 2).</summary>
    internal static class LumaGrid
    {
        /// <summary>Cells of a row and rows.</summary>
        public const int Side = 32;

        /// <summary>Cells.</summary>
        public const int Cells = Side * Side;

        /// <summary>Reads it.</summary>
        /// <param name="rows">An image of Side x Side.</param>
        /// <param name="luma">Receives the cells, row by row.</param>
        public static void Read(RowSource rows, byte[] luma)
        {
            sbyte[] row = new sbyte[3 * Side];
            for (int y = 0; y < Side; y++)
            {
                rows.Read(y, row);
                for (int x = 0; x < Side; x++)
                {
                    int red = row[3 * x] + 128;
                    int green = row[(3 * x) + 1] + 128;
                    int blue = row[(3 * x) + 2] + 128;
                    luma[(Side * y) + x] = (byte)(((77 * red) + (150 * green) + (29 * blue) + 128) >> 8);
                }
            }
        }
    }
}
