namespace SqueezeNet.Embedded.Host.Training.Tuning;

/// <summary>
/// Positions of a map in panels of 16 channels, [panel][y][x][channel of the panel], with a border of one zero around
/// each panel, so that a 3x3 kernel reads no further.
/// </summary>
internal sealed class PanelGrid
{
    /// <summary>Channels of a panel.</summary>
    public const int Lanes = 16;

    /// <summary>Positions or weights that a product takes at once.</summary>
    public const int TileRows = 6;

    public PanelGrid(int height, int width)
    {
        Height = height;
        Width = width;
        Row = (width + 2) * Lanes;
        Panel = (height + 2) * Row;
        Positions = new int[Tiled(height * width)];
        for (int i = 0; i < Positions.Length; i++)
        {
            int at = i < height * width ? i : (height * width) - 1;
            Positions[i] = At(at / width, at % width);
        }
    }

    public int Height { get; }

    public int Width { get; }

    /// <summary>Values from a row to the next.</summary>
    public int Row { get; }

    /// <summary>Values from a panel to the next.</summary>
    public int Panel { get; }

    /// <summary>Positions without the border.</summary>
    public int Pixels => Height * Width;

    /// <summary>Where each position begins in a panel; the last one is repeated up to whole tiles.</summary>
    public int[] Positions { get; }

    /// <summary>Where a position begins in a panel; -1 is the border.</summary>
    public int At(int y, int x) => ((y + 1) * Row) + ((x + 1) * Lanes);

    /// <summary>A number of rows as whole tiles have it.</summary>
    public static int Tiled(int rows) => (rows + PanelGrid.TileRows - 1) / PanelGrid.TileRows * PanelGrid.TileRows;
}
