using System;

namespace SqueezeNet.Embedded
{
    /// <content>What a board measures, and copies that are measured.</content>
    internal sealed partial class NativeRunner
    {
        private int ticksInMicrosecond = 1;

        public override void LimitCores(int most)
        {
            Require(NativeEngine.LimitCores(handle, most));
        }

        public override void CountCycles(bool cycles)
        {
            int ticks = cycles ? BoardMeter.CyclesInMicrosecond() : 1;
            BoardMeter.Require(NativeEngine.CountCycles(handle, cycles));
            ticksInMicrosecond = ticks;
        }

        public override int StageTicks(int index)
        {
            return AtLeastZero(NativeEngine.StageMicroseconds(handle, index));
        }

        public override int ReadCycles(int kilobytes)
        {
            return BoardMeter.Require(NativeEngine.MeasureRead(BoardMeter.FromModel, handle, kilobytes));
        }

        /// <summary>Copies a blob that is mapped to memory, and lets go of its partition.</summary>
        /// <returns>The copy's handle.</returns>
        private static int CopyOf(int mapped)
        {
            int copy = 0;
            try
            {
                byte[] piece = new byte[ModelFile.PieceBytes];
                Require(NativeEngine.ReadBlob(mapped, 0, piece));
                int left = (int)BlobHeader.Read(piece, long.MaxValue).TotalBytes;
                copy = Reserve(left);
                for (int offset = 0; left > 0; offset += piece.Length)
                {
                    int count = NativeEngine.ReadBlob(mapped, offset, piece);
                    Require(count);
                    count = count < left ? count : left;
                    Require(NativeEngine.Load(copy, piece, count));
                    left = count < piece.Length ? 0 : left - count;
                }

                return copy;
            }
            catch (Exception)
            {
                NativeEngine.Close(copy);
                throw;
            }
            finally
            {
                NativeEngine.Close(mapped);
            }
        }
    }
}
