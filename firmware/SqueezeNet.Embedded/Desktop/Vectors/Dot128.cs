using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace SqueezeNet.Embedded
{
    /// <summary>
    /// Adds to each of four sums four products of signed bytes. No product of a weight is made with -128, which
    /// <see cref="Panel"/> refuses, so two products fit in 16 bits: 2 * 128 * 127 is less than 2^15.
    /// </summary>
    internal interface IDot128
    {
        /// <param name="sums">Four sums.</param>
        /// <param name="values">The same four values for each sum.</param>
        /// <param name="weights">Four weights of each sum, -127..127.</param>
        Vector128<int> Add(Vector128<int> sums, Vector128<sbyte> values, Vector128<sbyte> weights);
    }

    /// <summary>x86, values 0..127: the multiplication takes them unsigned.</summary>
    internal readonly struct Ssse3Positive : IDot128
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<int> Add(Vector128<int> sums, Vector128<sbyte> values, Vector128<sbyte> weights)
        {
            Vector128<short> pairs = Ssse3.MultiplyAddAdjacent(values.AsByte(), weights);
            return Sse2.Add(sums, Sse2.MultiplyAddAdjacent(pairs, Vector128<short>.One));
        }
    }

    /// <summary>x86, values -128..127: their signs move to the weights.</summary>
    internal readonly struct Ssse3Signed : IDot128
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<int> Add(Vector128<int> sums, Vector128<sbyte> values, Vector128<sbyte> weights)
        {
            Vector128<short> pairs = Ssse3.MultiplyAddAdjacent(Ssse3.Abs(values), Ssse3.Sign(weights, values));
            return Sse2.Add(sums, Sse2.MultiplyAddAdjacent(pairs, Vector128<short>.One));
        }
    }

    /// <summary>ARM without dot products: products and their pairs in 16 bits.</summary>
    internal readonly struct AdvSimdPairs : IDot128
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<int> Add(Vector128<int> sums, Vector128<sbyte> values, Vector128<sbyte> weights)
        {
            Vector128<short> lower = AdvSimd.MultiplyWideningLower(values.GetLower(), weights.GetLower());
            Vector128<short> upper = AdvSimd.MultiplyWideningUpper(values, weights);
            return AdvSimd.AddPairwiseWideningAndAdd(sums, AdvSimd.Arm64.AddPairwise(lower, upper));
        }
    }

    /// <summary>ARM with dot products: one instruction.</summary>
    internal readonly struct AdvSimdDots : IDot128
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<int> Add(Vector128<int> sums, Vector128<sbyte> values, Vector128<sbyte> weights)
        {
            return Dp.DotProduct(sums, values, weights);
        }
    }

    /// <summary>Any processor, of either byte order: each byte of a lane is widened by two shifts.</summary>
    internal readonly struct PortableDots : IDot128
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<int> Add(Vector128<int> sums, Vector128<sbyte> values, Vector128<sbyte> weights)
        {
            Vector128<int> v = values.AsInt32();
            Vector128<int> w = weights.AsInt32();
            sums += (v >> 24) * (w >> 24);
            sums += ((v << 8) >> 24) * ((w << 8) >> 24);
            sums += ((v << 16) >> 24) * ((w << 16) >> 24);
            return sums + (((v << 24) >> 24) * ((w << 24) >> 24));
        }
    }
}
