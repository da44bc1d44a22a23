namespace SqueezeNet.Embedded
{
    /// <summary>What a stage record must satisfy (SPEC 5.2 and 5.3), the plan excepted.</summary>
    internal sealed class StageRules
    {
        private const int MaxChannels = 4096;
        private const int MaxHeadPositions = 4096;

        private readonly byte[] blob;
        private readonly BlobHeader header;
        private readonly SectionTable sections;
        private readonly StageRecord[] stages;

        public StageRules(byte[] blob, BlobHeader header, SectionTable sections, StageRecord[] stages)
        {
            this.blob = blob;
            this.header = header;
            this.sections = sections;
            this.stages = stages;
        }

        /// <summary>Checks every stage in order.</summary>
        /// <exception cref="BlobException">Stage.</exception>
        public void Check()
        {
            for (int k = 0; k < stages.Length; k++)
            {
                CheckFlags(k);
                CheckInput(k);
                CheckConvolutions(stages[k]);
                CheckMid(stages[k]);
                CheckPool(stages[k]);
                CheckBypass(k);
                CheckBand(stages[k]);
            }
        }

        private void CheckFlags(int k)
        {
            StageRecord stage = stages[k];
            int expected = (k == 0 ? StageRecord.FlagImage : StageRecord.FlagB)
                | (k == stages.Length - 1 ? StageRecord.FlagHead : 0);
            int optional = StageRecord.FlagPool | StageRecord.FlagAdd | StageRecord.FlagKeep;
            Require((stage.Flags & ~optional) == expected, stage.At, $"the flags of stage {k} are wrong");
            Require(LittleEndian.U16(blob, stage.At + 18) == 0, stage.At + 18, "a reserved field is not zero");
        }

        /// <summary>The input of a stage is the image or the output of the stage before.</summary>
        private void CheckInput(int k)
        {
            StageRecord stage = stages[k];
            int height = k == 0 ? header.Height : stages[k - 1].OutHeight;
            int width = k == 0 ? header.Width : stages[k - 1].OutWidth;
            int channels = k == 0 ? 3 : stages[k - 1].C.OutChannels;
            int zero = k == 0 ? -128 : stages[k - 1].C.ZeroOut;
            Require(stage.InHeight == height, stage.At + 4, $"the input of stage {k} is not {height} rows high");
            Require(stage.InWidth == width, stage.At + 6, $"the input of stage {k} is not {width} columns wide");
            Require(stage.A.InChannels == channels, stage.A.At, $"the input of stage {k} has not {channels} channels");
            Require(stage.A.ZeroIn == zero, stage.A.At + 10, $"the input of stage {k} has not the zero point {zero}");
        }

        private void CheckConvolutions(StageRecord stage)
        {
            CheckA(stage);
            CheckB(stage);
            CheckC(stage);
        }

        private void CheckA(StageRecord stage)
        {
            ConvolutionRecord a = stage.A;
            CheckConvolution(a);
            if (stage.IsImage)
            {
                bool padded = a.Pad < a.KernelHeight && a.Pad < a.KernelWidth;
                Require(padded, a.At + 9, "conv1's padding is not less than its kernel");
            }
            else
            {
                CheckPointwise(a, 0);
            }
        }

        private void CheckB(StageRecord stage)
        {
            ConvolutionRecord a = stage.A;
            ConvolutionRecord b = stage.B;
            if (!stage.HasB)
            {
                int at = LittleEndian.FirstNonZero(blob, b.At, b.At + ConvolutionRecord.Bytes);
                Require(at < 0, at, "an absent convolution is not all zero");
                return;
            }

            CheckConvolution(b);
            Require(b.KernelHeight == 3 && b.KernelWidth == 3, b.At + 6, "expand3x3 is not 3x3");
            Require(b.Stride == 1, b.At + 8, "expand3x3 has not stride 1");
            Require(b.Pad == 1, b.At + 9, "expand3x3 has not padding 1");
            Require(b.InChannels == a.InChannels, b.At, "expand1x1 and expand3x3 differ in input channels");
            Require(b.ZeroIn == a.ZeroIn, b.At + 10, "expand1x1 and expand3x3 differ in the input's zero point");
            Require(b.ZeroOut == a.ZeroOut, b.At + 11, "expand1x1 and expand3x3 differ in the output's zero point");
        }

        private void CheckC(StageRecord stage)
        {
            ConvolutionRecord c = stage.C;
            CheckConvolution(c);
            CheckPointwise(c, stage.IsHead ? 4 : 0);
            Require(c.InChannels == stage.MidChannels, c.At, "a squeeze does not read what was expanded");
            Require(c.ZeroIn == stage.A.ZeroOut, c.At + 10, "a squeeze and its input differ in zero point");
            if (stage.IsHead)
            {
                Require(c.ZeroOut == 0, c.At + 11, "the head has a zero point");
                Require(c.UsedChannels == header.Classes, c.At + 4, "the head has not one channel per class");
            }
        }

        private static void CheckPointwise(ConvolutionRecord c, int maxPad)
        {
            Require(c.KernelHeight == 1 && c.KernelWidth == 1, c.At + 6, "a 1x1 convolution has another kernel");
            Require(c.Stride == 1, c.At + 8, "a 1x1 convolution has not stride 1");
            Require(c.Pad <= maxPad, c.At + 9, "a 1x1 convolution has too much padding");
        }

        /// <summary>The rules that hold for all convolutions.</summary>
        private void CheckConvolution(ConvolutionRecord c)
        {
            bool channels = c.InChannels == 3 || IsChannelCount(c.InChannels);
            Require(channels, c.At, $"{c.InChannels} input channels are impossible");
            Require(IsChannelCount(c.OutChannels), c.At + 2, $"{c.OutChannels} output channels are impossible");
            bool used = c.UsedChannels >= c.OutChannels - 15 && c.UsedChannels <= c.OutChannels;
            Require(used, c.At + 4, $"{c.UsedChannels} of {c.OutChannels} channels cannot be in use");
            Require(InRange(c.KernelHeight, 1, 11), c.At + 6, "a kernel height is not in 1..11");
            Require(InRange(c.KernelWidth, 1, 11), c.At + 7, "a kernel width is not in 1..11");
            Require(InRange(c.Stride, 1, 8), c.At + 8, "a stride is not in 1..8");
            Require(c.ZeroIn == 0 || c.ZeroIn == -128, c.At + 10, "a zero point is neither 0 nor -128");
            Require(c.ZeroOut == 0 || c.ZeroOut == -128, c.At + 11, "a zero point is neither 0 nor -128");
            Require(c.Taps <= 65536, c.At, "a convolution has more than 65536 taps");
            CheckPlaces(c);
            int at = LittleEndian.FirstNonZero(blob, c.At + 20, c.At + ConvolutionRecord.Bytes);
            Require(at < 0, at, "a reserved field is not zero");
        }

        private void CheckPlaces(ConvolutionRecord c)
        {
            long weightsEnd = c.WeightsOffset + ((long)c.Groups * c.GroupBytes);
            bool weights = c.WeightsOffset % 16 == 0 && weightsEnd <= header.WeightsBytes;
            Require(weights, c.At + 12, "weights are misaligned or end behind the weights space");
            if (header.HasPackedParams)
            {
                return; // They have no places (PackedWeights).
            }

            long paramsEnd = c.ParamsOffset + ((long)c.Groups * Blob.GroupBytes);
            bool parameters = c.ParamsOffset % 16 == 0 && paramsEnd <= sections.Length(SectionTable.Params);
            Require(parameters, c.At + 16, "params are misaligned or end behind their section");
        }

        private static void CheckMid(StageRecord stage)
        {
            ConvolutionRecord a = stage.A;
            int height = stage.InHeight + (2 * a.Pad) - a.KernelHeight;
            int width = stage.InWidth + (2 * a.Pad) - a.KernelWidth;
            Require(height >= 0 && stage.MidHeight == (height / a.Stride) + 1, stage.At + 8, "mid has a wrong height");
            Require(width >= 0 && stage.MidWidth == (width / a.Stride) + 1, stage.At + 10, "mid has a wrong width");
        }

        private static void CheckPool(StageRecord stage)
        {
            PoolRecord pool = stage.Pool;
            if (stage.HasPool)
            {
                Require(InRange(pool.Kernel, 1, 8), stage.At + 1, "a pool's kernel is not in 1..8");
                Require(InRange(pool.Stride, 1, pool.Kernel), stage.At + 2, "a pool's stride is not in 1..kernel");
                Require(pool.Pad < pool.Kernel, stage.At + 3, "a pool's padding is not less than its kernel");
            }
            else
            {
                Require(pool.Kernel == 0 && pool.Stride == 0 && pool.Pad == 0, stage.At + 1, "a pool without its flag");
            }

            Require(IsPooled(stage, stage.MidHeight, stage.OutHeight), stage.At + 12, "the output has a wrong height");
            Require(IsPooled(stage, stage.MidWidth, stage.OutWidth), stage.At + 14, "the output has a wrong width");
            bool positions = !stage.IsHead || stage.HeadPositions <= MaxHeadPositions;
            Require(positions, stage.At + 12, $"the head has more than {MaxHeadPositions} positions");
        }

        /// <summary>Whether pooling may give so many rows (or columns) of so many of mid.</summary>
        private static bool IsPooled(StageRecord stage, int mid, int after)
        {
            if (!stage.HasPool)
            {
                return after == mid;
            }

            PoolRecord pool = stage.Pool;
            int floor = FloorDivide(mid + (2 * pool.Pad) - pool.Kernel, pool.Stride) + 1;
            bool startsInside = ((after - 1) * pool.Stride) - pool.Pad < mid;
            return after >= 1 && (after == floor || after == floor + 1) && startsInside;
        }

        /// <summary>
        /// A stage adds what the one before keeps. Both have the same size: pooled mid of the stage before is as large
        /// as its output, the input here.
        /// </summary>
        private void CheckBypass(int k)
        {
            StageRecord stage = stages[k];
            bool kept = k > 0 && stages[k - 1].Keeps;
            Require(stage.Adds == kept, stage.At, $"stage {k} must add what the stage before keeps, and nothing else");
            Require(!stage.Keeps || !stage.IsHead, stage.At, "the head keeps what no stage adds");
            if (kept)
            {
                StageRecord before = stages[k - 1];
                bool same = stage.MidChannels == before.MidChannels;
                Require(same, stage.A.At + 2, "a bypass and what it is added to differ in channels");
                bool zero = stage.A.ZeroOut == before.A.ZeroOut;
                Require(zero, stage.A.At + 11, "a bypass and what it is added to differ in zero point");
            }
        }

        private static void CheckBand(StageRecord stage)
        {
            bool fits = InRange(stage.Band, 1, stage.MidHeight);
            Require(fits, stage.At + 16, $"a band of {stage.Band} rows is impossible");
        }

        /// <summary>Quotient rounded towards minus infinity; the divisor is positive.</summary>
        private static int FloorDivide(int dividend, int divisor)
        {
            return dividend >= 0 ? dividend / divisor : -((divisor - 1 - dividend) / divisor);
        }

        private static bool IsChannelCount(int channels)
        {
            return channels % ConvolutionRecord.Lanes == 0 && InRange(channels, 1, MaxChannels);
        }

        private static bool InRange(int value, int lowest, int highest)
        {
            return value >= lowest && value <= highest;
        }

        private static void Require(bool condition, int at, string what)
        {
            if (!condition)
            {
                throw new BlobException(ErrorCode.Stage, at, what);
            }
        }
    }
}
