namespace SqueezeNet.Embedded
{
    /// <summary>What the plan must satisfy (SPEC 3.1 to 3.3): nothing that is still read may be overwritten.</summary>
    internal static class PlanRules
    {
        /// <summary>Checks the plan of every stage in order; the records themselves have been checked.</summary>
        /// <exception cref="BlobException">Plan.</exception>
        public static void Check(BlobHeader header, StageRecord[] stages)
        {
            bool keeps = false;
            long added = 0;
            for (int k = 0; k < stages.Length; k++)
            {
                long inOffset = k == 0 ? 0 : stages[k - 1].OutOffset;
                StageRecord stage = stages[k];
                Require(stage.InOffset == inOffset, stage.At + 20, $"stage {k} reads where nothing was written");
                CheckArena(header, stage);
                CheckScratch(stage);
                CheckInPlace(stage);
                long kept = ArenaLayout.SkipBytes(stage);
                Require(added + kept <= header.SkipBytes, stage.At, "what bypasses add does not fit its memory");
                keeps |= stage.Keeps;
                added = kept;
            }

            Require(keeps || header.SkipBytes == 0, 44, "there is memory for bypasses, but no bypass");
        }

        private static void CheckArena(BlobHeader header, StageRecord stage)
        {
            long inEnd = stage.InOffset + ArenaLayout.InBytes(stage);
            long outEnd = stage.OutOffset + ArenaLayout.OutBytes(stage);
            long scratchEnd = stage.ScratchOffset + ArenaLayout.ScratchBytes(stage);
            long end = header.ArenaBytes - header.SkipBytes;
            bool aligned = stage.OutOffset % 16 == 0 && stage.ScratchOffset % 16 == 0;
            Require(aligned, stage.At + 24, "an arena offset is not aligned to 16 bytes");
            Require(inEnd <= end, stage.At + 20, "an input ends behind the arena");
            Require(outEnd <= end, stage.At + 24, "an output ends behind the arena");
            Require(scratchEnd <= end, stage.At + 28, "a scratch ends behind the arena");
        }

        private static void CheckScratch(StageRecord stage)
        {
            long bytes = ArenaLayout.ScratchBytes(stage);
            bool clear = Apart(stage.ScratchOffset, bytes, stage.OutOffset, ArenaLayout.OutBytes(stage))
                && (stage.IsImage || Apart(stage.ScratchOffset, bytes, stage.InOffset, ArenaLayout.InBytes(stage)));
            Require(clear, stage.At + 28, "a scratch overlaps a tensor");
        }

        private static void CheckInPlace(StageRecord stage)
        {
            long inBytes = ArenaLayout.InBytes(stage);
            if (stage.IsImage || Apart(stage.InOffset, inBytes, stage.OutOffset, ArenaLayout.OutBytes(stage)))
            {
                return;
            }

            Require(!stage.IsHead, stage.At + 24, "the head's sums overlap its input");
            for (int y = stage.Band; y < stage.MidHeight; y += stage.Band)
            {
                CheckBandEnd(stage, y);
            }
        }

        /// <summary>What is written before mid row <paramref name="y"/> must lie below what it reads.</summary>
        private static void CheckBandEnd(StageRecord stage, int y)
        {
            int rows = ArenaLayout.CompleteRows(stage, y);
            if (rows == 0)
            {
                return;
            }

            long written = stage.OutOffset + (stage.C.OutChannels * (1 + ((long)rows * (stage.OutWidth + 1))));
            long needed = stage.InOffset + ((long)stage.A.InChannels * (y - 1) * (stage.InWidth + 1));
            Require(written <= needed, stage.At + 24, "an output overwrites input rows that are still needed");
        }

        private static bool Apart(long a, long aBytes, long b, long bBytes)
        {
            return a + aBytes <= b || b + bBytes <= a;
        }

        private static void Require(bool condition, int at, string what)
        {
            if (!condition)
            {
                throw new BlobException(ErrorCode.Plan, at, what);
            }
        }
    }
}
