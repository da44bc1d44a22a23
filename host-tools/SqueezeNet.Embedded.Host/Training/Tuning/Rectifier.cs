using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SqueezeNet.Embedded.Host.Training.Tuning;

/// <summary>ReLU backwards.</summary>
internal static class Rectifier
{
    /// <summary>Copies a gradient, 0 where the rectified output is 0. Lengths are multiples of eight.</summary>
    public static void Mask(ReadOnlySpan<float> gradient, ReadOnlySpan<float> output, Span<float> to)
    {
        ref float from = ref MemoryMarshal.GetReference(gradient);
        ref float mask = ref MemoryMarshal.GetReference(output[..gradient.Length]);
        ref float result = ref MemoryMarshal.GetReference(to[..gradient.Length]);
        for (nuint i = 0; i < (nuint)gradient.Length; i += (nuint)Vector256<float>.Count)
        {
            Vector256<float> isPassed = Vector256.GreaterThan(
                Vector256.LoadUnsafe(ref mask, i), Vector256<float>.Zero);
            (Vector256.LoadUnsafe(ref from, i) & isPassed).StoreUnsafe(ref result, i);
        }
    }
}
