namespace SqueezeNet.Embedded
{
    /// <summary>Sizes of what the native engine keeps in its arena (SPEC 3.1 and 3.2).</summary>
    public static class ArenaLayout
    {
        /// <summary>Bytes of a stored tensor: a pixel in front, then rows that end in one more pixel.</summary>
        public static long TensorBytes(int height, int width, int channels)
        {
            return channels + ((long)height * (width + 1) * channels);
        }

        /// <summary>Bytes of a stage's stored input, 0 in stage 0.</summary>
        public static long InBytes(StageRecord stage)
        {
            return stage.IsImage ? 0 : TensorBytes(stage.InHeight, stage.InWidth, stage.A.InChannels);
        }

        /// <summary>Bytes of a stage's stored output; of the sums in the head.</summary>
        public static long OutBytes(StageRecord stage)
        {
            return stage.IsHead
                ? 4L * stage.C.OutChannels
                : TensorBytes(stage.OutHeight, stage.OutWidth, stage.C.OutChannels);
        }

        /// <summary>Bytes of a stage's scratch: zrow, image, mid and pool, each rounded up to 16.</summary>
        public static long ScratchBytes(StageRecord stage)
        {
            long zrow = stage.HasB ? (long)(stage.InWidth + 2) * stage.A.InChannels : 0;
            long mid = (long)stage.Band * stage.MidWidth * stage.MidChannels;
            return Align16(zrow) + Align16(ImageBytes(stage)) + Align16(mid) + Align16(PoolBytes(stage));
        }

        /// <summary>Bytes that a stage keeps for the next one to add: pooled mid, or 0.</summary>
        public static long SkipBytes(StageRecord stage)
        {
            return stage.Keeps ? (long)stage.OutHeight * stage.OutWidth * stage.MidChannels : 0;
        }

        /// <summary>Output rows that are complete once mid's rows 0 .. midRows - 1 are.</summary>
        public static int CompleteRows(StageRecord stage, int midRows)
        {
            if (!stage.HasPool || midRows >= stage.MidHeight)
            {
                return midRows >= stage.MidHeight ? stage.OutHeight : midRows;
            }

            PoolRecord pool = stage.Pool;
            int rows = 0;
            while (rows < stage.OutHeight && (rows * pool.Stride) - pool.Pad + pool.Kernel <= midRows)
            {
                rows++;
            }

            return rows;
        }

        private static long ImageBytes(StageRecord stage)
        {
            long rows = ((stage.Band - 1) * stage.A.Stride) + stage.A.KernelHeight;
            return stage.IsImage ? rows * Align16(3 * (stage.InWidth + (2 * stage.A.Pad))) : 0;
        }

        private static long PoolBytes(StageRecord stage)
        {
            if (!stage.HasPool)
            {
                return 0;
            }

            PoolRecord pool = stage.Pool;
            int rows = (pool.Kernel - 1 + pool.Stride - 1) / pool.Stride;
            rows = rows < 1 ? 1 : rows;
            rows = rows > stage.OutHeight ? stage.OutHeight : rows;
            return (long)rows * stage.OutWidth * stage.MidChannels;
        }

        private static long Align16(long bytes)
        {
            return (bytes + 15) / 16 * 16;
        }
    }
}
