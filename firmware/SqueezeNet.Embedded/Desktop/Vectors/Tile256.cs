using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SqueezeNet.Embedded
{
    /// <summary>Four pixels times 16 channels at a time: eight vectors of sums, which stay in registers.</summary>
    internal static unsafe class Tile256<TDot>
        where TDot : struct, IDot256
    {
        private const int Lanes = 8;
        private const int VectorBytes = 32;
        private const byte MiddleSwapped = 0xD8;

        /// <summary>One group of a panel, for all pixels.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Run(Panel panel, int group, in VectorWork work)
        {
            int* biases = panel.Biases(group);
            int shift = panel.Shift(group);
            nint kernelStep = work.KernelStep;
            int run = panel.Run;
            Vector128<sbyte> lowest = Vector128.Create((sbyte)panel.Lowest);
            sbyte** inputs = stackalloc sbyte*[4];
            sbyte** outputs = stackalloc sbyte*[4];
            sbyte* input = work.Input;
            // The head has no output, and null plus steps is not read.
            sbyte* output = work.Output + (group * ConvolutionRecord.Lanes);
            int leftInRow = work.Width;
            for (int left = work.Pixels; left > 0; left -= 4)
            {
                for (int p = 0; p < 4; p++)
                {
                    // A short tile computes its last pixel several times.
                    inputs[p] = p < left ? input : inputs[p - 1];
                    outputs[p] = p < left ? output : outputs[p - 1];
                    input += work.InputStep;
                    output += work.OutputStep;
                    if (--leftInRow == 0)
                    {
                        leftInRow = work.Width;
                        input += work.InputGap;
                        output += work.OutputGap;
                    }
                }

                sbyte* in0 = inputs[0];
                sbyte* in1 = inputs[1];
                sbyte* in2 = inputs[2];
                sbyte* in3 = inputs[3];
                Vector256<int> a00 = Vector256.Load(biases);
                Vector256<int> a10 = Vector256.Load(biases + Lanes);
                Vector256<int> a01 = a00;
                Vector256<int> a11 = a10;
                Vector256<int> a02 = a00;
                Vector256<int> a12 = a10;
                Vector256<int> a03 = a00;
                Vector256<int> a13 = a10;
                sbyte* weights = panel.Weights(group);
                for (int ky = panel.KernelRows; ky > 0; ky--)
                {
                    for (nint i = 0; i < run; i += Panel.Quad, weights += 2 * VectorBytes)
                    {
                        Vector256<sbyte> w0 = Vector256.LoadAligned(weights);
                        Vector256<sbyte> w1 = Vector256.LoadAligned(weights + VectorBytes);
                        Vector256<sbyte> q = Vector256.Create(*(int*)(in0 + i)).AsSByte();
                        a00 = default(TDot).Add(a00, q, w0);
                        a10 = default(TDot).Add(a10, q, w1);
                        q = Vector256.Create(*(int*)(in1 + i)).AsSByte();
                        a01 = default(TDot).Add(a01, q, w0);
                        a11 = default(TDot).Add(a11, q, w1);
                        q = Vector256.Create(*(int*)(in2 + i)).AsSByte();
                        a02 = default(TDot).Add(a02, q, w0);
                        a12 = default(TDot).Add(a12, q, w1);
                        q = Vector256.Create(*(int*)(in3 + i)).AsSByte();
                        a03 = default(TDot).Add(a03, q, w0);
                        a13 = default(TDot).Add(a13, q, w1);
                    }

                    in0 += kernelStep;
                    in1 += kernelStep;
                    in2 += kernelStep;
                    in3 += kernelStep;
                }

                if (work.Sums == null)
                {
                    Store(outputs[0], a00 >> shift, a10 >> shift, lowest);
                    Store(outputs[1], a01 >> shift, a11 >> shift, lowest);
                    Store(outputs[2], a02 >> shift, a12 >> shift, lowest);
                    Store(outputs[3], a03 >> shift, a13 >> shift, lowest);
                    continue;
                }

                int* sums = work.Sums + (group * ConvolutionRecord.Lanes);
                AddPositive(sums, a00, a10, true);
                AddPositive(sums, a01, a11, left > 1);
                AddPositive(sums, a02, a12, left > 2);
                AddPositive(sums, a03, a13, left > 3);
            }
        }

        /// <summary>
        /// Packing works in 128-bit parts: it leaves the quarters of 8 + 8 sums in the order 0, 2, 1, 3.
        /// </summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Store(sbyte* to, Vector256<int> a, Vector256<int> b, Vector128<sbyte> lowest)
        {
            Vector256<short> packed = Avx2.PackSignedSaturate(a, b);
            Vector256<short> ordered = Avx2.Permute4x64(packed.AsInt64(), MiddleSwapped).AsInt16();
            Vector128<sbyte> bytes = Sse2.PackSignedSaturate(ordered.GetLower(), ordered.GetUpper());
            Vector128.Max(bytes, lowest).Store(to);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void AddPositive(int* sums, Vector256<int> a, Vector256<int> b, bool counts)
        {
            if (counts)
            {
                (Vector256.Load(sums) + Vector256.Max(a, Vector256<int>.Zero)).Store(sums);
                sums += Lanes;
                (Vector256.Load(sums) + Vector256.Max(b, Vector256<int>.Zero)).Store(sums);
            }
        }
    }
}
