using System;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace SqueezeNet.Embedded
{
    /// <summary>Which paths this processor has, and what they are called.</summary>
    internal static class VectorPaths
    {
        private static readonly string[] names = { "portable", "ssse3", "avx2", "neon", "dotprod" };

        [ThreadStatic]
        private static VectorPath? preferred;

        /// <summary>The path of networks that this thread opens: the best there is, if none was asked for.</summary>
        public static VectorPath Preferred
        {
            get { return preferred ?? Best; }
        }

        private static VectorPath Best
        {
            get
            {
                VectorPath best = VectorPath.AdvSimdDot;
                while (!IsSupported(best))
                {
                    best--;
                }

                return best;
            }
        }

        /// <summary>Whether this processor has it; the run-time's switches, DOTNET_EnableAVX2=0, count.</summary>
        public static bool IsSupported(VectorPath path)
        {
            switch (path)
            {
                case VectorPath.Ssse3:
                    return Ssse3.IsSupported;
                case VectorPath.Avx2:
                    return Avx2.IsSupported;
                case VectorPath.AdvSimd:
                    return AdvSimd.Arm64.IsSupported;
                case VectorPath.AdvSimdDot:
                    return Dp.IsSupported;
                default:
                    return true;
            }
        }

        /// <summary>The name of a path: portable, ssse3, avx2, neon or dotprod.</summary>
        public static string Name(VectorPath path)
        {
            return names[(int)path];
        }

        /// <summary>Chooses for the networks that this thread opens from now on.</summary>
        /// <param name="name">Of a path; null for the best there is.</param>
        /// <returns>Whether this processor has it; if not, nothing changes.</returns>
        public static bool Prefer(string? name)
        {
            int index = name == null ? (int)Best : Array.IndexOf(names, name);
            if (index < 0 || !IsSupported((VectorPath)index))
            {
                return false;
            }

            preferred = name == null ? null : (VectorPath)index;
            return true;
        }
    }
}
