using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SqueezeNet.Embedded.Host.Float;

namespace SqueezeNet.Embedded.Host.Training.Heads;

/// <summary>
/// Several last convolutions side by side on one map: a column for each class of each head. 32 columns are one tile,
/// whose sums stay in registers; values are added in order of channels, then of positions.
/// </summary>
internal static class Columns
{
    /// <summary>Columns are a multiple of this.</summary>
    public const int Tile = 4 * FixedOrder.Half;

    /// <summary>Adds the map times the weights to the sums.</summary>
    /// <param name="weights">[channel][width].</param>
    /// <param name="sums">[position][width].</param>
    /// <param name="width">Columns.</param>
    public static void Forward(SparseMap map, float[] weights, float[] sums, int width)
    {
        ref float sum = ref MemoryMarshal.GetArrayDataReference(sums);
        for (int tile = 0; tile < width; tile += Tile)
        {
            for (int c = 0; c < map.Shape.Channels; c++)
            {
                ref float w = ref weights[(c * width) + tile];
                Vector256<float> w0 = Vector256.LoadUnsafe(ref w, 0);
                Vector256<float> w1 = Vector256.LoadUnsafe(ref w, 8);
                Vector256<float> w2 = Vector256.LoadUnsafe(ref w, 16);
                Vector256<float> w3 = Vector256.LoadUnsafe(ref w, 24);
                for (int i = map.Starts[c]; i < map.Starts[c + 1]; i++)
                {
                    nuint at = (nuint)((map.Positions[i] * width) + tile);
                    Vector256<float> value = Vector256.Create(map.Values[i]);
                    Vector256.FusedMultiplyAdd(value, w0, Vector256.LoadUnsafe(ref sum, at)).StoreUnsafe(ref sum, at);
                    at += 8;
                    Vector256.FusedMultiplyAdd(value, w1, Vector256.LoadUnsafe(ref sum, at)).StoreUnsafe(ref sum, at);
                    at += 8;
                    Vector256.FusedMultiplyAdd(value, w2, Vector256.LoadUnsafe(ref sum, at)).StoreUnsafe(ref sum, at);
                    at += 8;
                    Vector256.FusedMultiplyAdd(value, w3, Vector256.LoadUnsafe(ref sum, at)).StoreUnsafe(ref sum, at);
                }
            }
        }
    }

    /// <summary>Adds the gradient by the weights.</summary>
    /// <param name="slopes">[position][width]: gradient by the sums of <see cref="Forward"/>.</param>
    /// <param name="gradient">[channel][width].</param>
    public static void Backward(SparseMap map, float[] slopes, float[] gradient, int width)
    {
        ref float slope = ref MemoryMarshal.GetArrayDataReference(slopes);
        for (int tile = 0; tile < width; tile += Tile)
        {
            for (int c = 0; c < map.Shape.Channels; c++)
            {
                ref float g = ref gradient[(c * width) + tile];
                Vector256<float> g0 = Vector256.LoadUnsafe(ref g, 0);
                Vector256<float> g1 = Vector256.LoadUnsafe(ref g, 8);
                Vector256<float> g2 = Vector256.LoadUnsafe(ref g, 16);
                Vector256<float> g3 = Vector256.LoadUnsafe(ref g, 24);
                for (int i = map.Starts[c]; i < map.Starts[c + 1]; i++)
                {
                    nuint at = (nuint)((map.Positions[i] * width) + tile);
                    Vector256<float> value = Vector256.Create(map.Values[i]);
                    g0 = Vector256.FusedMultiplyAdd(value, Vector256.LoadUnsafe(ref slope, at), g0);
                    g1 = Vector256.FusedMultiplyAdd(value, Vector256.LoadUnsafe(ref slope, at + 8), g1);
                    g2 = Vector256.FusedMultiplyAdd(value, Vector256.LoadUnsafe(ref slope, at + 16), g2);
                    g3 = Vector256.FusedMultiplyAdd(value, Vector256.LoadUnsafe(ref slope, at + 24), g3);
                }

                g0.StoreUnsafe(ref g, 0);
                g1.StoreUnsafe(ref g, 8);
                g2.StoreUnsafe(ref g, 16);
                g3.StoreUnsafe(ref g, 24);
            }
        }
    }
}
