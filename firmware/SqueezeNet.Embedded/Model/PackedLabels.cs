namespace SqueezeNet.Embedded
{
    /// <summary>
    /// A section of packed labels (SPEC 5.6): codes that stand for a byte or for a pair of lower codes, and their
    /// number for each label.
    /// </summary>
    internal sealed class PackedLabels
    {
        /// <summary>Values of a code.</summary>
        public const int Codes = 256;

        /// <summary>Bytes before the tables.</summary>
        public const int HeadBytes = 4;

        /// <summary>The longest label.</summary>
        public const int MostText = 255;

        private readonly byte[] blob;
        private readonly int start;
        private readonly int end;
        private int literals;
        private int pairsAt;
        private int lengthsAt;
        private int codesAt;

        /// <summary>Where reading is: of the next label, the first part of its length, in units of 4 bits.</summary>
        private int nibble;

        /// <summary>A section that <see cref="TableRules"/> has checked, or is about to.</summary>
        /// <param name="blob">The blob.</param>
        /// <param name="sections">Where the labels are; there are some.</param>
        public PackedLabels(byte[] blob, SectionTable sections)
        {
            this.blob = blob;
            start = sections.Offset(SectionTable.Labels);
            end = start + sections.Length(SectionTable.Labels);
        }

        /// <summary>Checks everything.</summary>
        /// <exception cref="BlobException">Labels.</exception>
        public void Check(int classes)
        {
            LayOut();
            byte[] text = new byte[MostText];
            int at = codesAt;
            for (int i = 0; i < classes; i++)
            {
                int field = lengthsAt + (nibble / 2);
                int count = NextLength();
                Require(count >= 0 && count <= end - at, field, "a label ends behind the labels");
                Require(Expand(at, count, text) >= 0, at, "a label is too long");
                at += count;
            }

            int last = lengthsAt + (nibble / 2);
            bool odd = nibble % 2 != 0;
            Require(
                last + (odd ? 1 : 0) == codesAt && (!odd || blob[last] >> 4 == 0),
                last,
                "there are more lengths than classes");
            Require(at == end, at, "there are more labels than classes");
        }

        /// <summary>Reads a label of a checked section.</summary>
        /// <param name="index">Its class.</param>
        /// <param name="text">Is given its bytes, 255 at most.</param>
        /// <returns>Their number.</returns>
        public int Read(int index, byte[] text)
        {
            LayOut();
            int at = codesAt;
            int count = NextLength();
            for (int i = 0; i < index; i++)
            {
                at += count;
                count = NextLength();
            }

            return Expand(at, count, text);
        }

        private void LayOut()
        {
            Require(end - start >= HeadBytes, start, "there are no tables of labels");
            Require(blob[start + 1] == 0, start + 1, "a reserved field is not zero");
            int pairs = blob[start];
            literals = Codes - pairs;
            pairsAt = start + HeadBytes + literals;
            lengthsAt = pairsAt + (2 * pairs);
            codesAt = lengthsAt + LittleEndian.U16(blob, start + 2);
            nibble = 0;
            Require(codesAt <= end, start + 2, "the tables of the labels end behind the labels");
            for (int i = 0; i < 2 * pairs; i++)
            {
                Require(
                    blob[pairsAt + i] < literals + (i / 2),
                    pairsAt + i,
                    "a pair of labels holds a code that follows it");
            }
        }

        /// <summary>The next label's number of codes, -1 if there is none or it is too long.</summary>
        private int NextLength()
        {
            int length = 0;
            int part = 15;
            while (part == 15 && length <= MostText)
            {
                if (nibble / 2 >= codesAt - lengthsAt)
                {
                    return -1;
                }

                part = (blob[lengthsAt + (nibble / 2)] >> (4 * (nibble % 2))) & 15;
                nibble++;
                length += part;
            }

            return length <= MostText ? length : -1;
        }

        /// <summary>The text of some codes: its length, -1 if it is too long.</summary>
        private int Expand(int at, int count, byte[] text)
        {
            byte[] open = new byte[Codes];
            int used = 0;
            for (int i = 0; i < count && used >= 0; i++)
            {
                used = Expand(blob[at + i], text, used, open);
            }

            return used;
        }

        /// <summary>Adds a code's text; pairs hold lower codes only, so no more than 256 are open at a time.</summary>
        private int Expand(int code, byte[] text, int used, byte[] open)
        {
            int depth = 0;
            while (true)
            {
                for (; code >= literals; code = blob[pairsAt + (2 * (code - literals))])
                {
                    open[depth++] = blob[pairsAt + (2 * (code - literals)) + 1];
                }

                if (used == MostText)
                {
                    return -1;
                }

                text[used++] = blob[start + HeadBytes + code];
                if (depth == 0)
                {
                    return used;
                }

                code = open[--depth];
            }
        }

        private static void Require(bool condition, int at, string what)
        {
            if (!condition)
            {
                throw new BlobException(ErrorCode.Labels, at, what);
            }
        }
    }
}
