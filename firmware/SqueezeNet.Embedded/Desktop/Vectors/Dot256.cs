using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SqueezeNet.Embedded
{
    /// <summary>Adds to each of eight sums four products of signed bytes, as <see cref="IDot128"/>.</summary>
    internal interface IDot256
    {
        /// <param name="sums">Eight sums.</param>
        /// <param name="values">The same four values for each sum.</param>
        /// <param name="weights">Four weights of each sum, -127..127.</param>
        Vector256<int> Add(Vector256<int> sums, Vector256<sbyte> values, Vector256<sbyte> weights);
    }

    /// <summary>x86, values 0..127.</summary>
    internal readonly struct Avx2Positive : IDot256
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<int> Add(Vector256<int> sums, Vector256<sbyte> values, Vector256<sbyte> weights)
        {
            Vector256<short> pairs = Avx2.MultiplyAddAdjacent(values.AsByte(), weights);
            return Avx2.Add(sums, Avx2.MultiplyAddAdjacent(pairs, Vector256<short>.One));
        }
    }

    /// <summary>x86, values -128..127.</summary>
    internal readonly struct Avx2Signed : IDot256
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<int> Add(Vector256<int> sums, Vector256<sbyte> values, Vector256<sbyte> weights)
        {
            Vector256<short> pairs = Avx2.MultiplyAddAdjacent(Avx2.Abs(values), Avx2.Sign(weights, values));
            return Avx2.Add(sums, Avx2.MultiplyAddAdjacent(pairs, Vector256<short>.One));
        }
    }
}
