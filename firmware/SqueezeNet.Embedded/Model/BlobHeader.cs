using System.Text;

namespace SqueezeNet.Embedded
{
    /// <summary>The header of a blob (SPEC 5.1); its fields have been checked.</summary>
    public sealed class BlobHeader
    {
        /// <summary>Size of the header.</summary>
        public const int Bytes = 144;

        /// <summary>The version that this reader knows.</summary>
        public const int Version = 1;

        /// <summary>Offset of the CRC field, which counts as zero in the CRC.</summary>
        internal const int CrcAt = 12;

        /// <summary>Offset of the field that says where the arena is to be.</summary>
        internal const int ArenaMemoryAt = 31;

        internal const int EncodingAt = 27;

        /// <summary>Set in the encoding where weights are packed.</summary>
        internal const int PackedWeightsBit = 1;

        /// <summary>Set in the encoding where labels are packed.</summary>
        internal const int PackedLabelsBit = 2;

        /// <summary>Set in the encoding where params are packed.</summary>
        internal const int PackedParamsBit = 8;

        private const int WeightsBytesAt = 40;
        private const int MostPackedBytes = 16 * 1024 * 1024;
        private const int NameAt = 48;
        private const int NameBytes = 32;

        private BlobHeader(byte[] blob)
        {
            TotalBytes = (int)LittleEndian.U32(blob, 8);
            Crc = (uint)LittleEndian.U32(blob, CrcAt);
            Width = LittleEndian.U16(blob, 16);
            Height = LittleEndian.U16(blob, 18);
            CropNumerator = LittleEndian.U16(blob, 20);
            CropDenominator = LittleEndian.U16(blob, 22);
            Padding = new sbyte[] { (sbyte)blob[24], (sbyte)blob[25], (sbyte)blob[26] };
            Classes = LittleEndian.U16(blob, 28);
            Stages = blob[30];
            ArenaMemory = (ArenaMemory)blob[ArenaMemoryAt];
            ArenaBytes = LittleEndian.U32(blob, 32);
            SkipBytes = LittleEndian.U32(blob, 44);
            ScoreScale = LittleEndian.F32(blob, 36);
            WeightsEncoding = (WeightsEncoding)(blob[EncodingAt] & PackedWeightsBit);
            HasPackedLabels = (blob[EncodingAt] & PackedLabelsBit) != 0;
            HasPackedParams = (blob[EncodingAt] & PackedParamsBit) != 0;
            WeightsBytes = LittleEndian.U32(blob, WeightsBytesAt);
            Name = ReadName(blob);
        }

        /// <summary>Bytes of the blob, at most those of the array, file or partition that holds it.</summary>
        public int TotalBytes { get; }

        /// <summary>CRC-32 of the blob as its header says: the model's identity.</summary>
        public uint Crc { get; }

        /// <summary>Width of the network's input in pixels, 8..1024.</summary>
        public int Width { get; }

        /// <summary>Height of the network's input in pixels, 8..1024.</summary>
        public int Height { get; }

        /// <summary>Fraction of the image that the network sees, numerator.</summary>
        public int CropNumerator { get; }

        /// <summary>Fraction of the image that the network sees, denominator.</summary>
        public int CropDenominator { get; }

        /// <summary>The quantized value that conv1 sees outside the image, for R, G and B.</summary>
        public sbyte[] Padding { get; }

        /// <summary>Number of classes, 1..4096.</summary>
        public int Classes { get; }

        /// <summary>Number of stages, 2..32.</summary>
        public int Stages { get; }

        /// <summary>Bytes of working memory that the native engine needs, at most 16 MiB.</summary>
        public long ArenaBytes { get; }

        /// <summary>Where the plan wants them.</summary>
        public ArenaMemory ArenaMemory { get; }

        /// <summary>
        /// How many of them, the last ones, only hold what bypasses add later: slower memory will do. 0 without a
        /// bypass.
        /// </summary>
        public long SkipBytes { get; }

        /// <summary>logit = score * ScoreScale.</summary>
        public float ScoreScale { get; }

        /// <summary>How the weights are stored.</summary>
        public WeightsEncoding WeightsEncoding { get; }

        /// <summary>Whether labels are packed (SPEC 5.6).</summary>
        internal bool HasPackedLabels { get; }

        /// <summary>Whether params are packed (SPEC 5.4).</summary>
        internal bool HasPackedParams { get; }

        /// <summary>
        /// Bytes of params behind the weights of a group: those that are packed lie there when they are decoded.
        /// </summary>
        internal int ParamsBehind
        {
            get { return HasPackedParams ? Blob.GroupBytes : 0; }
        }

        /// <summary>Bytes of the weights space: of all weights, and of params where these are packed.</summary>
        public long WeightsBytes { get; }

        /// <summary>The model's name.</summary>
        public string Name { get; }

        /// <summary>Checks length, magic, version and header fields, in this order.</summary>
        /// <param name="blob">The blob, or its first 144 bytes.</param>
        /// <param name="available">How many bytes of the blob there are.</param>
        /// <exception cref="BlobException">One of them is wrong.</exception>
        internal static BlobHeader Read(byte[] blob, long available)
        {
            CheckLength(blob);
            CheckMagic(blob);
            CheckVersion(blob);
            CheckTotal(blob, available);
            CheckInput(blob);
            CheckCounts(blob);
            CheckName(blob);
            return new BlobHeader(blob);
        }

        private static void CheckLength(byte[] blob)
        {
            if (blob.Length < Bytes)
            {
                throw new BlobException(
                    ErrorCode.Truncated, 8, $"{blob.Length} bytes are fewer than the {Bytes} of a header");
            }
        }

        private static void CheckMagic(byte[] blob)
        {
            if (blob[0] != 'S' || blob[1] != 'Q' || blob[2] != 'N' || blob[3] != 'T')
            {
                throw new BlobException(ErrorCode.Magic, 0, "the bytes do not start with SQNT");
            }
        }

        private static void CheckVersion(byte[] blob)
        {
            int version = LittleEndian.U16(blob, 4);
            if (version != Version)
            {
                throw new BlobException(ErrorCode.Version, 4, $"version {version} is not {Version}");
            }

            int encoding = blob[EncodingAt];
            bool known = (encoding & ~(PackedWeightsBit | PackedLabelsBit | PackedParamsBit)) == 0;
            if (!known || ((encoding & PackedParamsBit) != 0 && (encoding & PackedWeightsBit) == 0))
            {
                throw new BlobException(
                    ErrorCode.Version, EncodingAt, $"encoding {encoding} is not known");
            }
        }

        private static void CheckTotal(byte[] blob, long available)
        {
            Require(LittleEndian.U16(blob, 6) == Bytes, 6, "the header's size is wrong");
            long total = LittleEndian.U32(blob, 8);
            Require(total >= Bytes && total % 16 == 0, 8, $"a size of {total} bytes is impossible");
            if (total > available)
            {
                throw new BlobException(ErrorCode.Truncated, 8, $"{available} bytes of {total} are there");
            }
        }

        private static void CheckInput(byte[] blob)
        {
            Require(InRange(LittleEndian.U16(blob, 16), 8, 1024), 16, "the input's width is not in 8..1024");
            Require(InRange(LittleEndian.U16(blob, 18), 8, 1024), 18, "the input's height is not in 8..1024");
            int numerator = LittleEndian.U16(blob, 20);
            int denominator = LittleEndian.U16(blob, 22);
            Require(numerator >= 1 && numerator <= denominator, 20, $"crop {numerator}/{denominator} is not in 0..1");
        }

        private static void CheckCounts(byte[] blob)
        {
            Require(InRange(LittleEndian.U16(blob, 28), 1, 4096), 28, "the number of classes is not in 1..4096");
            Require(InRange(blob[30], 2, 32), 30, "the number of stages is not in 2..32");
            Require(blob[ArenaMemoryAt] <= 1, ArenaMemoryAt, $"arena memory {blob[ArenaMemoryAt]} is not known");
            long arena = LittleEndian.U32(blob, 32);
            Require(arena % 16 == 0 && arena <= 16 * 1024 * 1024, 32, $"an arena of {arena} bytes is impossible");
            Require(IsPositiveFinite(LittleEndian.U32(blob, 36)), 36, "the score scale is not positive and finite");
            long weights = LittleEndian.U32(blob, WeightsBytesAt);
            bool fits = (blob[EncodingAt] & PackedWeightsBit) == 0 || weights <= MostPackedBytes;
            Require(fits, WeightsBytesAt, $"{weights} bytes of packed weights are too many");
            long skip = LittleEndian.U32(blob, 44);
            Require(skip % 16 == 0 && skip <= arena, 44, $"{skip} bytes for bypasses in {arena} are impossible");
        }

        private static void CheckName(byte[] blob)
        {
            Require(blob[NameAt + NameBytes - 1] == 0, NameAt, "the name has no end");
        }

        private static string ReadName(byte[] blob)
        {
            int length = 0;
            while (blob[NameAt + length] != 0)
            {
                length++;
            }

            return Encoding.UTF8.GetString(blob, NameAt, length);
        }

        /// <summary>Judges the bits of an IEEE single: NaN and infinities have all exponent bits set.</summary>
        private static bool IsPositiveFinite(long bits)
        {
            return bits > 0 && bits < 0x7F800000L;
        }

        private static bool InRange(int value, int lowest, int highest)
        {
            return value >= lowest && value <= highest;
        }

        private static void Require(bool condition, int at, string what)
        {
            if (!condition)
            {
                throw new BlobException(ErrorCode.Header, at, what);
            }
        }
    }
}
