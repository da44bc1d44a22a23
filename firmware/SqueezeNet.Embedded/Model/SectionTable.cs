namespace SqueezeNet.Embedded
{
    /// <summary>Where the sections of a blob lie; all of them have been checked to lie inside it.</summary>
    internal sealed class SectionTable
    {
        public const int Stages = 0;
        public const int Params = 1;
        public const int Weights = 2;
        public const int ClassMap = 3;
        public const int Labels = 4;
        public const int Golden = 5;
        public const int Meta = 6;
        public const int Reserved = 7;

        private const int Sections = 8;
        private const int TableAt = 80;

        private readonly int[] offsets = new int[Sections];
        private readonly int[] lengths = new int[Sections];

        private SectionTable(byte[] blob, BlobHeader header)
        {
            for (int i = 0; i < Sections; i++)
            {
                ReadSection(blob, header, i);
            }

            CheckOverlaps();
            RequireLength(
                lengths[Stages] == header.Stages * StageRecord.Bytes, Stages, "does not hold one record per stage");
            bool groups = header.HasPackedParams || lengths[Params] % Blob.GroupBytes == 0;
            RequireLength(groups, Params, "does not hold whole groups");
            bool raw = header.WeightsEncoding == WeightsEncoding.Raw;
            RequireLength(
                !raw || lengths[Weights] == header.WeightsBytes, Weights, "is not as long as the weights space");
            RequireLength(lengths[Golden] % GoldenVector.Bytes == 0, Golden, "does not hold whole golden vectors");
        }

        /// <summary>Checks the table and every section's place and size.</summary>
        /// <exception cref="BlobException">Section.</exception>
        public static SectionTable Read(byte[] blob, BlobHeader header)
        {
            return new SectionTable(blob, header);
        }

        /// <summary>Byte offset of a section in the blob, 0 if it is empty.</summary>
        public int Offset(int section)
        {
            return offsets[section];
        }

        /// <summary>Bytes of a section.</summary>
        public int Length(int section)
        {
            return lengths[section];
        }

        /// <summary>Byte offset of a section's entry in the header, for error messages.</summary>
        public static int EntryAt(int section)
        {
            return TableAt + (8 * section);
        }

        private void ReadSection(byte[] blob, BlobHeader header, int section)
        {
            long offset = LittleEndian.U32(blob, EntryAt(section));
            long length = LittleEndian.U32(blob, EntryAt(section) + 4);
            if (offset == 0 && length == 0 && section >= ClassMap)
            {
                return;
            }

            Require(section != Reserved, section, "is reserved and must be empty");
            Require(offset >= BlobHeader.Bytes, section, "starts inside the header");
            Require(offset % 16 == 0, section, "is not aligned to 16 bytes");
            Require(length > 0, section, "is empty");
            Require(offset + length <= header.TotalBytes, section, "ends behind the blob");
            offsets[section] = (int)offset;
            lengths[section] = (int)length;
        }

        private void CheckOverlaps()
        {
            for (int i = 0; i < Sections; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    bool apart = offsets[i] + lengths[i] <= offsets[j] || offsets[j] + lengths[j] <= offsets[i];
                    Require(apart || lengths[i] == 0 || lengths[j] == 0, i, $"overlaps section {j}");
                }
            }
        }

        private static void Require(bool condition, int section, string what)
        {
            Require(condition, EntryAt(section), section, what);
        }

        private static void RequireLength(bool condition, int section, string what)
        {
            Require(condition, EntryAt(section) + 4, section, what);
        }

        private static void Require(bool condition, int at, int section, string what)
        {
            if (!condition)
            {
                throw new BlobException(ErrorCode.Section, at, $"section {section} {what}");
            }
        }
    }
}
