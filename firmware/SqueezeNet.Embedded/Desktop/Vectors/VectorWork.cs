namespace SqueezeNet.Embedded
{
    /// <summary>
    /// What a kernel is to compute: outputs of a convolution, row after row. Whoever fills this in answers for the
    /// bounds: each pixel reads KernelRows times Run bytes, KernelStep apart, and each group writes 16 bytes.
    /// </summary>
    internal unsafe struct VectorWork
    {
        /// <summary>Where the first output reads its first kernel row.</summary>
        public sbyte* Input;

        /// <summary>Bytes from an output's input to the next one's.</summary>
        public nint InputStep;

        /// <summary>Bytes more at the end of a row.</summary>
        public nint InputGap;

        /// <summary>Bytes from a kernel row to the next.</summary>
        public nint KernelStep;

        /// <summary>The first output; null for the head.</summary>
        public sbyte* Output;

        /// <summary>Bytes from an output to the next.</summary>
        public nint OutputStep;

        /// <summary>Bytes more at the end of a row.</summary>
        public nint OutputGap;

        /// <summary>Outputs in a row, at least 1.</summary>
        public int Width;

        /// <summary>Outputs of all rows.</summary>
        public int Pixels;

        /// <summary>The head: receives the positive sums of all pixels added, one for each channel.</summary>
        public int* Sums;
    }
}
