using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SqueezeNet.Embedded.Host.Training.Tuning;

/// <summary>
/// AdamW (Loshchilov and Hutter, 2019): steps of a size that does not depend on the size of gradients, which differs
/// from layer to layer. Each parameter's step follows from its own gradients alone.
/// </summary>
internal sealed class Descent
{
    private const float Epsilon = 1e-8f;
    private const float MeanDecay = 0.9f;
    private const float SquareDecay = 0.999f;

    private readonly TrainedNetwork network;
    private readonly TuningOptions options;
    private readonly Range[] biases;
    private readonly float[] means;
    private readonly float[] squares;
    private double meanRest = 1;
    private double squareRest = 1;

    public Descent(TrainedNetwork network, TuningOptions options)
    {
        this.network = network;
        this.options = options;
        biases = [.. network.Biases];
        means = new float[network.Parameters.Length];
        squares = new float[network.Parameters.Length];
    }

    /// <summary>Changes the parameters.</summary>
    /// <param name="scale">Of the rates, 0..1.</param>
    public void Step(ReadOnlySpan<float> gradient, double scale)
    {
        meanRest *= MeanDecay;
        squareRest *= SquareDecay;
        int at = 0;
        foreach (Range bias in biases)
        {
            double rate = scale * (at >= network.HeadStart ? options.HeadRate : options.FireRate);
            Step(gradient, at..bias.Start.Value, rate, options.WeightDecay);
            Step(gradient, bias, rate, 0);
            at = bias.End.Value;
        }
    }

    private void Step(ReadOnlySpan<float> gradients, Range range, double rate, double decay)
    {
        ref float g = ref MemoryMarshal.GetReference(gradients[range]);
        ref float w = ref MemoryMarshal.GetReference(network.Parameters.AsSpan(range));
        ref float m = ref MemoryMarshal.GetReference(means.AsSpan(range));
        ref float s = ref MemoryMarshal.GetReference(squares.AsSpan(range));
        float kept = (float)(1 - (rate * decay));
        float step = (float)(rate / (1 - meanRest));
        float scale = (float)(1 / (1 - squareRest));
        nuint count = (nuint)gradients[range].Length;
        for (nuint i = 0; i < count; i += (nuint)Vector256<float>.Count)
        {
            Vector256<float> gradient = Vector256.LoadUnsafe(ref g, i);
            Vector256<float> mean = (Vector256.LoadUnsafe(ref m, i) * MeanDecay) + (gradient * (1 - MeanDecay));
            Vector256<float> square =
                (Vector256.LoadUnsafe(ref s, i) * SquareDecay) + (gradient * gradient * (1 - SquareDecay));
            Vector256<float> size = Vector256.Sqrt(square * scale) + Vector256.Create(Epsilon);
            mean.StoreUnsafe(ref m, i);
            square.StoreUnsafe(ref s, i);
            ((Vector256.LoadUnsafe(ref w, i) * kept) - (mean * step / size)).StoreUnsafe(ref w, i);
        }
    }
}
