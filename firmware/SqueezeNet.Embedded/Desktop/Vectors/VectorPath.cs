namespace SqueezeNet.Embedded
{
    /// <summary>How the vector engine multiplies and adds. All give the same sums.</summary>
    internal enum VectorPath
    {
        /// <summary>32-bit lanes, nothing but what every processor has.</summary>
        Portable,

        /// <summary>x86, 128 bits.</summary>
        Ssse3,

        /// <summary>x86, 256 bits.</summary>
        Avx2,

        /// <summary>ARM, 128 bits.</summary>
        AdvSimd,

        /// <summary>ARM with the instructions for dot products.</summary>
        AdvSimdDot,
    }
}
