using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SqueezeNet.Embedded
{
    /// <summary>Two pixels times 16 channels at a time: eight vectors of sums, which stay in registers.</summary>
    internal static unsafe class Tile128<TDot>
        where TDot : struct, IDot128
    {
        private const int Lanes = 4;
        private const int VectorBytes = 16;

        /// <summary>One group of a panel, for all pixels.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Run(Panel panel, int group, in VectorWork work)
        {
            int* biases = panel.Biases(group);
            int shift = panel.Shift(group);
            nint kernelStep = work.KernelStep;
            int run = panel.Run;
            Vector128<sbyte> lowest = Vector128.Create((sbyte)panel.Lowest);
            sbyte* input = work.Input;
            // The head has no output, and null plus steps is not read.
            sbyte* output = work.Output + (group * ConvolutionRecord.Lanes);
            int leftInRow = work.Width;
            for (int left = work.Pixels; left > 0; left -= 2)
            {
                sbyte* in0 = input;
                sbyte* out0 = output;
                Advance(in work, ref input, ref output, ref leftInRow);
                sbyte* in1 = in0;
                sbyte* out1 = out0;
                if (left > 1)
                {
                    in1 = input;
                    out1 = output;
                    Advance(in work, ref input, ref output, ref leftInRow);
                }

                Vector128<int> a00 = Vector128.Load(biases);
                Vector128<int> a10 = Vector128.Load(biases + Lanes);
                Vector128<int> a20 = Vector128.Load(biases + (2 * Lanes));
                Vector128<int> a30 = Vector128.Load(biases + (3 * Lanes));
                Vector128<int> a01 = a00;
                Vector128<int> a11 = a10;
                Vector128<int> a21 = a20;
                Vector128<int> a31 = a30;
                sbyte* weights = panel.Weights(group);
                for (int ky = panel.KernelRows; ky > 0; ky--, in0 += kernelStep, in1 += kernelStep)
                {
                    for (nint i = 0; i < run; i += Panel.Quad, weights += 4 * VectorBytes)
                    {
                        Vector128<sbyte> q0 = Vector128.Create(*(int*)(in0 + i)).AsSByte();
                        Vector128<sbyte> q1 = Vector128.Create(*(int*)(in1 + i)).AsSByte();
                        Vector128<sbyte> w = Vector128.LoadAligned(weights);
                        a00 = default(TDot).Add(a00, q0, w);
                        a01 = default(TDot).Add(a01, q1, w);
                        w = Vector128.LoadAligned(weights + VectorBytes);
                        a10 = default(TDot).Add(a10, q0, w);
                        a11 = default(TDot).Add(a11, q1, w);
                        w = Vector128.LoadAligned(weights + (2 * VectorBytes));
                        a20 = default(TDot).Add(a20, q0, w);
                        a21 = default(TDot).Add(a21, q1, w);
                        w = Vector128.LoadAligned(weights + (3 * VectorBytes));
                        a30 = default(TDot).Add(a30, q0, w);
                        a31 = default(TDot).Add(a31, q1, w);
                    }
                }

                if (work.Sums == null)
                {
                    Store(out0, a00 >> shift, a10 >> shift, a20 >> shift, a30 >> shift, lowest);
                    Store(out1, a01 >> shift, a11 >> shift, a21 >> shift, a31 >> shift, lowest);
                    continue;
                }

                int* sums = work.Sums + (group * ConvolutionRecord.Lanes);
                AddPositive(sums, a00, a10, a20, a30);
                if (left > 1)
                {
                    AddPositive(sums, a01, a11, a21, a31);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Advance(in VectorWork work, ref sbyte* input, ref sbyte* output, ref int leftInRow)
        {
            input += work.InputStep;
            output += work.OutputStep;
            if (--leftInRow == 0)
            {
                leftInRow = work.Width;
                input += work.InputGap;
                output += work.OutputGap;
            }
        }

        /// <summary>Narrowing saturates at 127, and above a lower end of -128 the maximum is the ReLU.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Store(
            sbyte* to, Vector128<int> a, Vector128<int> b, Vector128<int> c, Vector128<int> d, Vector128<sbyte> lowest)
        {
            Vector128<short> lower = Vector128.NarrowWithSaturation(a, b);
            Vector128<short> upper = Vector128.NarrowWithSaturation(c, d);
            Vector128.Max(Vector128.NarrowWithSaturation(lower, upper), lowest).Store(to);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void AddPositive(int* sums, Vector128<int> a, Vector128<int> b, Vector128<int> c, Vector128<int> d)
        {
            (Vector128.Load(sums) + Vector128.Max(a, Vector128<int>.Zero)).Store(sums);
            sums += Lanes;
            (Vector128.Load(sums) + Vector128.Max(b, Vector128<int>.Zero)).Store(sums);
            sums += Lanes;
            (Vector128.Load(sums) + Vector128.Max(c, Vector128<int>.Zero)).Store(sums);
            sums += Lanes;
            (Vector128.Load(sums) + Vector128.Max(d, Vector128<int>.Zero)).Store(sums);
        }
    }
}
