namespace SqueezeNet.Embedded
{
    /// <summary>What the params, the class map and the labels must satisfy (SPEC 5.4 to 5.6).</summary>
    internal static class TableRules
    {
        private const int MaxShift = 12;
        private const int NoClass = 0xFFFF;

        /// <summary>Checks shifts and reserved bytes of every convolution; any 20 bits are a valid bias.</summary>
        /// <exception cref="BlobException">Params, or Section if packed ones do not fill it.</exception>
        public static void CheckParams(byte[] blob, BlobHeader header, SectionTable sections, StageRecord[] stages)
        {
            int start = sections.Offset(SectionTable.Params);
            int at = start;
            int end = start + sections.Length(SectionTable.Params);
            for (int k = 0; k < stages.Length; k++)
            {
                ConvolutionRecord[] convolutions = new ConvolutionRecord[] { stages[k].A, stages[k].B, stages[k].C };
                for (int i = 0; i < convolutions.Length; i++)
                {
                    if (header.HasPackedParams)
                    {
                        at = CheckPacked(blob, at, end, convolutions[i].Groups);
                    }
                    else
                    {
                        CheckPlain(blob, start + (int)convolutions[i].ParamsOffset, convolutions[i].Groups);
                    }
                }
            }

            int length = SectionTable.EntryAt(SectionTable.Params) + 4;
            Require(
                !header.HasPackedParams || at == end,
                ErrorCode.Section,
                length,
                "packed params do not fill their section");
        }

        /// <summary>Each class must have one channel of the head, and padding channels none.</summary>
        /// <exception cref="BlobException">Section or Params.</exception>
        public static void CheckClassMap(byte[] blob, SectionTable sections, ConvolutionRecord head, int classes)
        {
            int at = sections.Offset(SectionTable.ClassMap);
            if (sections.Length(SectionTable.ClassMap) == 0)
            {
                return; // Channels are classes: the head uses as many as there are.
            }

            if (sections.Length(SectionTable.ClassMap) != 2 * head.OutChannels)
            {
                int entry = SectionTable.EntryAt(SectionTable.ClassMap);
                throw new BlobException(ErrorCode.Section, entry, "the class map has not one entry per channel");
            }

            bool[] seen = new bool[classes];
            int unused = 0;
            for (int i = 0; i < head.OutChannels; i++)
            {
                int entryAt = at + (2 * i);
                int index = LittleEndian.U16(blob, entryAt);
                bool free = index == NoClass ? ++unused <= head.OutChannels - classes : index < classes && !seen[index];
                Require(free, ErrorCode.Params, entryAt, "a class is out of range or there twice");
                if (index != NoClass)
                {
                    seen[index] = true;
                }
            }
        }

        /// <summary>There must be no labels or one per class, with nothing but zeros behind them.</summary>
        /// <exception cref="BlobException">Labels.</exception>
        public static void CheckLabels(byte[] blob, SectionTable sections, BlobHeader header)
        {
            int at = sections.Offset(SectionTable.Labels);
            int end = at + sections.Length(SectionTable.Labels);
            if (at == end)
            {
                return;
            }

            if (header.HasPackedLabels)
            {
                new PackedLabels(blob, sections).Check(header.Classes);
                return;
            }

            for (int i = 0; i < header.Classes; i++)
            {
                bool fits = at < end && at + 1 + blob[at] <= end;
                Require(fits, ErrorCode.Labels, at, "a label ends behind the labels");
                at += 1 + blob[at];
            }

            int extra = LittleEndian.FirstNonZero(blob, at, end);
            Require(extra < 0, ErrorCode.Labels, extra, "there are more labels than classes");
        }

        private static void CheckPlain(byte[] blob, int at, int groups)
        {
            for (int end = at + (groups * Blob.GroupBytes); at < end; at += Blob.GroupBytes)
            {
                int shift = at + Blob.ShiftAt;
                Require(blob[shift] <= MaxShift, ErrorCode.Params, shift, "a shift is not in 0..12");
                int reserved = LittleEndian.FirstNonZero(blob, shift + 1, shift + 8);
                Require(reserved < 0, ErrorCode.Params, reserved, "a reserved field is not zero");
            }
        }

        /// <summary>Checks records that follow each other.</summary>
        /// <returns>Where they end.</returns>
        private static int CheckPacked(byte[] blob, int at, int end, int groups)
        {
            for (int group = 0; group < groups; group++)
            {
                Require(
                    end - at >= PackedParams.HeadBytes, ErrorCode.Params, at, "packed params end behind their section");
                int head = LittleEndian.U16(blob, at);
                Require(PackedParams.Shift(head) <= MaxShift, ErrorCode.Params, at, "a shift is not in 0..12");
                bool bits = PackedParams.Width(head) + PackedParams.Exponent(head) <= PackedParams.MostBits;
                Require(bits, ErrorCode.Params, at, "biases have more than 20 bits");
                bool inside = PackedParams.Bytes(head) <= end - at;
                Require(inside, ErrorCode.Params, at, "packed params end behind their section");
                at += PackedParams.Bytes(head);
            }

            return at;
        }

        private static void Require(bool condition, ErrorCode code, int at, string what)
        {
            if (!condition)
            {
                throw new BlobException(code, at, what);
            }
        }
    }
}
