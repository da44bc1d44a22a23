using System;
using System.Text;

namespace SqueezeNet.Embedded
{
    /// <summary>
    /// A model blob (SPEC 5) of which everything has been checked. It keeps the array it was opened from and reads it
    /// in place; the array must not change. Only packed weights are decoded into an array of their own.
    /// </summary>
    public sealed class Blob
    {
        /// <summary>Bytes of the params of 16 output channels, when they are not packed.</summary>
        public const int GroupBytes = 48;

        internal const int ShiftAt = 40;

        private readonly byte[] bytes;
        private readonly SectionTable sections;
        private readonly StageRecord[] stages;
        private readonly byte[] weights;
        private readonly int weightsAt;

        private Blob(byte[] bytes, OpenChecks checks)
        {
            this.bytes = bytes;
            Header = BlobHeader.Read(bytes, bytes.Length);
            if ((checks & OpenChecks.Crc) != 0)
            {
                CheckCrc();
            }

            sections = SectionTable.Read(bytes, Header);
            stages = new StageRecord[Header.Stages];
            for (int k = 0; k < stages.Length; k++)
            {
                int at = sections.Offset(SectionTable.Stages) + (k * StageRecord.Bytes);
                stages[k] = new StageRecord(bytes, at, Header.ParamsBehind);
            }

            new StageRules(bytes, Header, sections, stages).Check();
            PackedWeights.CheckPlaces(Header, stages);
            PlanRules.Check(Header, stages);
            TableRules.CheckParams(bytes, Header, sections, stages);
            TableRules.CheckClassMap(bytes, sections, Head, Header.Classes);
            TableRules.CheckLabels(bytes, sections, Header);
            bool raw = Header.WeightsEncoding == WeightsEncoding.Raw;
            weights = raw ? bytes : PackedWeights.Decode(bytes, Header, sections, stages);
            weightsAt = raw ? sections.Offset(SectionTable.Weights) : 0;
        }

        /// <summary>The checked header.</summary>
        public BlobHeader Header { get; }

        /// <summary>Number of stages, 2..32.</summary>
        public int Stages
        {
            get { return stages.Length; }
        }

        /// <summary>The convolution whose average gives the scores.</summary>
        public ConvolutionRecord Head
        {
            get { return stages[stages.Length - 1].C; }
        }

        /// <summary>Number of golden vectors, 0 or more.</summary>
        public int GoldenVectors
        {
            get { return sections.Length(SectionTable.Golden) / GoldenVector.Bytes; }
        }

        /// <summary>Provenance: lines key=value (SPEC 5.8); empty if there is none.</summary>
        public string Meta
        {
            get { return Text(sections.Offset(SectionTable.Meta), sections.Length(SectionTable.Meta)); }
        }

        /// <summary>Opens a blob and checks its CRC, but not the saturation proof.</summary>
        /// <exception cref="BlobException">The bytes are not a valid blob.</exception>
        public static Blob Open(byte[] bytes)
        {
            return Open(bytes, OpenChecks.Crc);
        }

        /// <summary>Opens a blob; what lies behind the size in its header is ignored.</summary>
        /// <param name="bytes">The blob. It is kept, not copied.</param>
        /// <param name="checks">Which of the slow checks to make.</param>
        /// <exception cref="BlobException">The bytes are not a valid blob.</exception>
        public static Blob Open(byte[] bytes, OpenChecks checks)
        {
            if (bytes == null)
            {
                throw new BlobException(ErrorCode.Argument, 0, "there is no blob");
            }

            Blob blob = new Blob(bytes, checks);
            if ((checks & OpenChecks.Proof) != 0)
            {
                SaturationProof.Require(blob);
            }

            return blob;
        }

        /// <summary>The CRC-32 that the header of a blob must hold. The blob is at least a header long.</summary>
        /// <param name="bytes">The blob.</param>
        /// <param name="count">Its total size.</param>
        public static uint ComputeCrc(byte[] bytes, int count)
        {
            uint crc = Crc32.Append(0, bytes, 0, BlobHeader.CrcAt);
            crc = Crc32.Append(crc, new byte[4], 0, 4);
            int behind = BlobHeader.CrcAt + 4;
            return Crc32.Append(crc, bytes, behind, count - behind);
        }

        /// <summary>Record of a stage, 0 .. Stages - 1.</summary>
        public StageRecord Stage(int index)
        {
            return stages[index];
        }

        /// <summary>One weight.</summary>
        /// <param name="c">A convolution of this blob.</param>
        /// <param name="o">Output channel.</param>
        /// <param name="ky">Row in the kernel.</param>
        /// <param name="kx">Column in the kernel.</param>
        /// <param name="ic">Input channel.</param>
        public sbyte Weight(ConvolutionRecord c, int o, int ky, int kx, int ic)
        {
            int tap = (((ky * c.KernelWidth) + kx) * c.InChannels) + ic;
            return (sbyte)weights[WeightsAt(c, o) + (tap * ConvolutionRecord.Lanes)];
        }

        /// <summary>The bias b of an output channel, -2^19 .. 2^19 - 1.</summary>
        public int Bias(ConvolutionRecord c, int o)
        {
            int lane = o % ConvolutionRecord.Lanes;
            int group = GroupAt(c, o / ConvolutionRecord.Lanes);
            int value = 0;
            for (int bit = 0; bit < 20; bit++)
            {
                int position = (20 * (lane % 8)) + bit;
                value |= ((Params[group + BiasByte(lane, position)] >> (position % 8)) & 1) << bit;
            }

            return (value << 12) >> 12;
        }

        /// <summary>The shift n of a group of 16 output channels, 0..12.</summary>
        public int Shift(ConvolutionRecord c, int group)
        {
            return Params[GroupAt(c, group) + ShiftAt];
        }

        /// <summary>Class of a channel of the head, or -1 for a padding channel.</summary>
        public int ClassOf(int headChannel)
        {
            int map = sections.Offset(SectionTable.ClassMap);
            int index = map == 0 ? headChannel : LittleEndian.U16(bytes, map + (2 * headChannel));
            return index < Header.Classes ? index : -1;
        }

        /// <summary>Label of a class, or an empty string if the blob has no labels.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
        public string Label(int index)
        {
            if (index < 0 || index >= Header.Classes)
            {
                throw new ArgumentOutOfRangeException(nameof(index));
            }

            if (sections.Length(SectionTable.Labels) == 0)
            {
                return string.Empty;
            }

            if (Header.HasPackedLabels)
            {
                byte[] text = new byte[PackedLabels.MostText];
                int length = new PackedLabels(bytes, sections).Read(index, text);
                return Encoding.UTF8.GetString(text, 0, length);
            }

            int at = sections.Offset(SectionTable.Labels);
            for (int i = 0; i < index; i++)
            {
                at += 1 + bytes[at];
            }

            return Text(at + 1, bytes[at]);
        }

        /// <summary>A golden vector, 0 .. GoldenVectors - 1.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such vector.</exception>
        public GoldenVector Golden(int index)
        {
            if (index < 0 || index >= GoldenVectors)
            {
                throw new ArgumentOutOfRangeException(nameof(index));
            }

            return new GoldenVector(bytes, sections.Offset(SectionTable.Golden) + (index * GoldenVector.Bytes));
        }

        /// <summary>Where the sections are.</summary>
        internal SectionTable Sections
        {
            get { return sections; }
        }

        /// <summary>The array that the blob was opened from.</summary>
        internal byte[] Bytes
        {
            get { return bytes; }
        }

        /// <summary>The array that <see cref="WeightsAt"/> counts in.</summary>
        internal byte[] Weights
        {
            get { return weights; }
        }

        /// <summary>Bytes of the section that holds the weights, raw or packed.</summary>
        public int StoredWeightsBytes
        {
            get { return sections.Length(SectionTable.Weights); }
        }

        /// <summary>
        /// Byte offset in the blob of a group's weights, of all of them if they are packed: for error messages.
        /// </summary>
        internal int WeightsErrorAt(ConvolutionRecord c, int group)
        {
            return weights == bytes
                ? WeightsAt(c, group * ConvolutionRecord.Lanes)
                : sections.Offset(SectionTable.Weights);
        }

        /// <summary>
        /// Index in <see cref="Weights"/> of an output channel's first weight; the others follow 16 apart.
        /// </summary>
        internal int WeightsAt(ConvolutionRecord c, int o)
        {
            int group = o / ConvolutionRecord.Lanes;
            return weightsAt + (int)c.WeightsOffset
                + (group * c.GroupBytes) + (o % ConvolutionRecord.Lanes);
        }

        /// <summary>Which byte of a group's params holds a bit of the 160 that a half's biases have.</summary>
        internal static int BiasByte(int lane, int position)
        {
            int half = lane / 8;
            return position < 128 ? (16 * half) + (position / 8) : 32 + (4 * half) + ((position - 128) / 8);
        }

        /// <summary>What <see cref="GroupAt"/> counts in.</summary>
        private byte[] Params
        {
            get { return Header.HasPackedParams ? weights : bytes; }
        }

        private int GroupAt(ConvolutionRecord c, int group)
        {
            return Header.HasPackedParams
                ? WeightsAt(c, group * ConvolutionRecord.Lanes) + (c.Taps * ConvolutionRecord.Lanes)
                : sections.Offset(SectionTable.Params) + (int)c.ParamsOffset + (group * GroupBytes);
        }

        private void CheckCrc()
        {
            uint crc = ComputeCrc(bytes, Header.TotalBytes);
            if (crc != Header.Crc)
            {
                throw new BlobException(
                    ErrorCode.Crc, BlobHeader.CrcAt, $"the CRC-32 is {crc:X8}, not {Header.Crc:X8}");
            }
        }

        private string Text(int at, int length)
        {
            return length == 0 ? string.Empty : Encoding.UTF8.GetString(bytes, at, length);
        }
    }
}
