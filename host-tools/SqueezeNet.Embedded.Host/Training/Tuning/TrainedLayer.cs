using System;
using System.Numerics.Tensors;

namespace SqueezeNet.Embedded.Host.Training.Tuning;

/// <summary>
/// A convolution, 1x1 or 3x3 with a border, whose parameters are trained: forwards, back to its input, and the gradient
/// of its parameters. These stand as [output panel][ky][kx][input slot][16 outputs], then a bias for each output slot.
/// Safe for use by several threads, except when its weights change.
/// </summary>
internal sealed class TrainedLayer
{
    private const int Lanes = PanelGrid.Lanes;

    private readonly PanelGrid grid;
    private readonly ChannelSlots input;
    private readonly ChannelSlots output;
    private readonly int kernel;
    private readonly int taps;
    private readonly int[] tapOffsets;
    private readonly PanelWalk forwards;
    private readonly PanelWalk backwards;
    private readonly PanelWalk across;
    private readonly float[] transposed;

    public TrainedLayer(PanelGrid grid, ChannelSlots input, ChannelSlots output, int kernel)
    {
        this.grid = grid;
        this.input = input;
        this.output = output;
        this.kernel = kernel;
        taps = kernel * kernel * input.Panels * Lanes;
        forwards = new PanelWalk(Runs(input.Panels), Lanes, 1, Lanes * Lanes);
        backwards = new PanelWalk(Runs(output.Panels), Lanes, 1, Lanes * Lanes);
        across = new PanelWalk(Rows(), grid.Width, Lanes, grid.Row);
        tapOffsets = new int[PanelGrid.Tiled(taps)];
        for (int t = 0; t < tapOffsets.Length; t++)
        {
            int tap = Math.Min(t, taps - 1);
            tapOffsets[t] = forwards.Outer[tap / Lanes] + (tap % Lanes);
        }

        transposed = new float[input.Panels * backwards.Outer.Length * Lanes * Lanes];
    }

    /// <summary>Weights, those of empty slots among them.</summary>
    public int Weights => output.Panels * taps * Lanes;

    /// <summary>Weights and biases.</summary>
    public int Parameters => Weights + (output.Panels * Lanes);

    /// <summary>Takes weights, [out][in][ky][kx], and biases.</summary>
    public void Load(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> parameters)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            parameters[Place(i)] = weights[i];
        }

        for (int o = 0; o < bias.Length; o++)
        {
            parameters[Weights + output.Slots[o]] = bias[o];
        }
    }

    /// <summary>Gives them back.</summary>
    public (float[] Weights, float[] Bias) Save(ReadOnlySpan<float> parameters)
    {
        float[] weights = new float[output.Channels * input.Channels * kernel * kernel];
        float[] bias = new float[output.Channels];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = parameters[Place(i)];
        }

        for (int o = 0; o < bias.Length; o++)
        {
            bias[o] = parameters[Weights + output.Slots[o]];
        }

        return (weights, bias);
    }

    /// <summary>Changed weights for the way back: [input panel][turned ky, kx][output slot][16 inputs].</summary>
    public void Transpose(ReadOnlySpan<float> parameters)
    {
        int kernels = kernel * kernel;
        for (int o = 0; o < output.Panels * Lanes; o++)
        {
            ReadOnlySpan<float> from = parameters[(o / Lanes * taps * Lanes)..];
            for (int t = 0; t < taps; t++)
            {
                int slot = t % (input.Panels * Lanes);
                int turned = kernels - 1 - (t / (input.Panels * Lanes));
                int term = (((turned * output.Panels) + (o / Lanes)) * Lanes) + (o % Lanes);
                int at = (((slot / Lanes * kernels * output.Panels * Lanes) + term) * Lanes) + (slot % Lanes);
                transposed[at] = from[(t * Lanes) + (o % Lanes)];
            }
        }
    }

    /// <summary>The rectified convolution, into the panels of a map from one on.</summary>
    public void Run(ReadOnlySpan<float> parameters, PanelMap from, PanelMap to, int panel)
    {
        Span<float> tile = stackalloc float[PanelProduct.Tile];
        for (int o = 0; o < output.Panels; o++)
        {
            ReadOnlySpan<float> weights = parameters.Slice(o * taps * Lanes, taps * Lanes);
            ReadOnlySpan<float> bias = parameters.Slice(Weights + (o * Lanes), Lanes);
            Span<float> target = to.From(panel + o);
            for (int p = 0; p < grid.Pixels; p += PanelGrid.TileRows)
            {
                ReadOnlySpan<int> rows = grid.Positions.AsSpan(p, PanelGrid.TileRows);
                for (int r = 0; r < PanelGrid.TileRows; r++)
                {
                    bias.CopyTo(tile[(r * Lanes)..]);
                }

                PanelProduct.Add(from.Values, rows, forwards, weights, tile);
                TensorPrimitives.Max(tile, 0f, tile);
                Put(tile, rows, target);
            }
        }
    }

    /// <summary>Gradient of the input.</summary>
    /// <param name="gradient">Of the output, before ReLU, in the panels from one on.</param>
    /// <param name="adds">Whether it is added to what is there.</param>
    public void Back(PanelMap gradient, int panel, PanelMap to, bool adds)
    {
        Span<float> tile = stackalloc float[PanelProduct.Tile];
        int size = transposed.Length / input.Panels;
        for (int i = 0; i < input.Panels; i++)
        {
            ReadOnlySpan<float> weights = transposed.AsSpan(i * size, size);
            Span<float> target = to.From(i);
            for (int p = 0; p < grid.Pixels; p += PanelGrid.TileRows)
            {
                ReadOnlySpan<int> rows = grid.Positions.AsSpan(p, PanelGrid.TileRows);
                tile.Clear();
                for (int r = 0; r < PanelGrid.TileRows && adds; r++)
                {
                    target.Slice(rows[r], Lanes).CopyTo(tile[(r * Lanes)..]);
                }

                PanelProduct.Add(gradient.From(panel), rows, backwards, weights, tile);
                Put(tile, rows, target);
            }
        }
    }

    /// <summary>Adds the gradient of the parameters on one photo.</summary>
    /// <param name="gradient">Of the output, before ReLU, in the panels from one on.</param>
    public void AddGradient(PanelMap from, PanelMap gradient, int panel, Span<float> sums)
    {
        Span<float> tile = stackalloc float[PanelProduct.Tile];
        for (int o = 0; o < output.Panels; o++)
        {
            ReadOnlySpan<float> right = gradient.From(panel + o);
            Span<float> weights = sums.Slice(o * taps * Lanes, taps * Lanes);
            for (int t = 0; t < taps; t += PanelGrid.TileRows)
            {
                Span<float> target = weights.Slice(t * Lanes, Math.Min(PanelGrid.TileRows, taps - t) * Lanes);
                target.CopyTo(tile);
                PanelProduct.Add(
                    from.Values, tapOffsets.AsSpan(t, PanelGrid.TileRows), across, right[grid.At(0, 0)..], tile);
                tile[..target.Length].CopyTo(target);
            }

            Span<float> bias = sums.Slice(Weights + (o * Lanes), Lanes);
            for (int p = 0; p < grid.Pixels; p++)
            {
                TensorPrimitives.Add(bias, right.Slice(grid.Positions[p], Lanes), bias);
            }
        }
    }

    /// <summary>Repeated rows are put where they were before.</summary>
    private static void Put(ReadOnlySpan<float> tile, ReadOnlySpan<int> rows, Span<float> target)
    {
        for (int r = 0; r < rows.Length; r++)
        {
            tile.Slice(r * Lanes, Lanes).CopyTo(target[rows[r]..]);
        }
    }

    /// <summary>Where each kernel position's panels begin, seen from the position that a kernel stands on.</summary>
    private int[] Runs(int panels)
    {
        int[] runs = new int[kernel * kernel * panels];
        for (int i = 0; i < runs.Length; i++)
        {
            int k = i / panels;
            int y = (k / kernel) - (kernel / 2);
            int x = (k % kernel) - (kernel / 2);
            runs[i] = (i % panels * grid.Panel) + (y * grid.Row) + (x * Lanes);
        }

        return runs;
    }

    private int[] Rows()
    {
        int[] rows = new int[grid.Height];
        for (int y = 0; y < rows.Length; y++)
        {
            rows[y] = grid.At(y, 0);
        }

        return rows;
    }

    /// <summary>Where the weight stands that is number i of [out][in][ky][kx].</summary>
    private int Place(int i)
    {
        int kernels = kernel * kernel;
        int o = output.Slots[i / (input.Channels * kernels)];
        int tap = (i % kernels * input.Panels * Lanes) + input.Slots[i / kernels % input.Channels];
        return (((o / Lanes * taps) + tap) * Lanes) + (o % Lanes);
    }
}
