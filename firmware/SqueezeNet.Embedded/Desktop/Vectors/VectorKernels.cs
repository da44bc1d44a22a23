namespace SqueezeNet.Embedded
{
    /// <summary>Runs the groups of a panel on one path.</summary>
    internal abstract class VectorKernels
    {
        /// <summary>The kernels of a path that this processor has.</summary>
        public static VectorKernels Of(VectorPath path)
        {
            switch (path)
            {
                case VectorPath.Ssse3:
                    return new Kernels128<Ssse3Positive, Ssse3Signed>();
                case VectorPath.Avx2:
                    return new Kernels256<Avx2Positive, Avx2Signed>();
                case VectorPath.AdvSimd:
                    return new Kernels128<AdvSimdPairs, AdvSimdPairs>();
                case VectorPath.AdvSimdDot:
                    return new Kernels128<AdvSimdDots, AdvSimdDots>();
                default:
                    return new Kernels128<PortableDots, PortableDots>();
            }
        }

        /// <summary>All groups, one after the other.</summary>
        public abstract void Run(Panel panel, in VectorWork work);

        private sealed class Kernels128<TPositive, TSigned> : VectorKernels
            where TPositive : struct, IDot128
            where TSigned : struct, IDot128
        {
            public override void Run(Panel panel, in VectorWork work)
            {
                for (int g = 0; g < panel.Groups; g++)
                {
                    if (panel.IsPositive)
                    {
                        Tile128<TPositive>.Run(panel, g, in work);
                    }
                    else
                    {
                        Tile128<TSigned>.Run(panel, g, in work);
                    }
                }
            }
        }

        private sealed class Kernels256<TPositive, TSigned> : VectorKernels
            where TPositive : struct, IDot256
            where TSigned : struct, IDot256
        {
            public override void Run(Panel panel, in VectorWork work)
            {
                for (int g = 0; g < panel.Groups; g++)
                {
                    if (panel.IsPositive)
                    {
                        Tile256<TPositive>.Run(panel, g, in work);
                    }
                    else
                    {
                        Tile256<TSigned>.Run(panel, g, in work);
                    }
                }
            }
        }
    }
}
