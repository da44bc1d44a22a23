using System;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Training.Tuning;

/// <summary>Max pooling of maps in panels, forwards and backwards.</summary>
internal sealed class PanelPool
{
    private const int Lanes = PanelGrid.Lanes;
    private const int Half = Lanes / 2;

    private readonly MaxPool pool;
    private readonly PanelGrid from;

    public PanelPool(MaxPool pool, PanelGrid from)
    {
        this.pool = pool;
        this.from = from;
        Output = new PanelGrid(Pooling.OutputSize(pool, from.Height), Pooling.OutputSize(pool, from.Width));
    }

    /// <summary>What it makes of its input's positions.</summary>
    public PanelGrid Output { get; }

    public void Run(PanelMap input, PanelMap output)
    {
        for (int i = 0; i < input.Panels * Output.Pixels; i++)
        {
            (int panel, int at) = (i / Output.Pixels, i % Output.Pixels);
            ReadOnlySpan<float> values = input.From(panel);
            Span<float> largest = output.From(panel).Slice(Output.Positions[at], Lanes);
            (int top, int bottom) = Range(at / Output.Width, from.Height);
            (int left, int right) = Range(at % Output.Width, from.Width);
            values.Slice(from.At(top, left), Lanes).CopyTo(largest);
            for (int y = top; y < bottom; y++)
            {
                for (int x = left; x < right; x++)
                {
                    TensorPrimitives.Max(largest, values.Slice(from.At(y, x), Lanes), largest);
                }
            }
        }
    }

    /// <summary>Gradient of the input: goes to the first of the largest values that a kernel sees.</summary>
    public void Back(PanelMap input, PanelMap output, PanelMap gradient, PanelMap to)
    {
        to.Values.AsSpan().Clear();
        for (int i = 0; i < input.Panels * Output.Pixels; i++)
        {
            (int panel, int at) = (i / Output.Pixels, i % Output.Pixels);
            for (int half = 0; half < Lanes; half += Half)
            {
                int place = Output.Positions[at] + half;
                Back(
                    at,
                    input.From(panel)[half..],
                    Vector256.Create(output.From(panel).Slice(place, Half)),
                    Vector256.Create(gradient.From(panel).Slice(place, Half)),
                    to.From(panel)[half..]);
            }
        }
    }

    /// <summary>Eight channels of one kernel.</summary>
    private void Back(
        int at, ReadOnlySpan<float> values, Vector256<float> largest, Vector256<float> gradient, Span<float> to)
    {
        (int top, int bottom) = Range(at / Output.Width, from.Height);
        (int left, int right) = Range(at % Output.Width, from.Width);
        for (int y = top; y < bottom; y++)
        {
            for (int x = left; x < right; x++)
            {
                Vector256<float> value = Vector256.Create(values.Slice(from.At(y, x), Half));
                Vector256<float> isHere = Vector256.Equals(value, largest);
                Span<float> target = to.Slice(from.At(y, x), Half);
                (Vector256.Create<float>(target) + (gradient & isHere)).CopyTo(target);
                gradient = Vector256.AndNot(gradient, isHere);
            }
        }
    }

    /// <summary>The input's rows or columns that a kernel sees.</summary>
    private (int First, int End) Range(int at, int size)
    {
        int first = (at * pool.Stride) - pool.Pad;
        return (Math.Max(0, first), Math.Min(size, first + pool.Kernel));
    }
}
