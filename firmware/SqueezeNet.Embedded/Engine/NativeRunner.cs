using System;
using System.Threading;

namespace SqueezeNet.Embedded
{
    /// <summary>Runs a model on the native engine.</summary>
    internal sealed partial class NativeRunner : Runner
    {
        // Some 50 ms of decoding on a device.
        private const int TapsAtOnce = 4096;

        private readonly int handle;
        private readonly int milliseconds;
        private readonly BlobHeader header;
        private ImageView current = ImageView.Default;

        private NativeRunner(int handle, NetworkOptions options)
        {
            this.handle = handle;
            milliseconds = options.Background ? options.StageMilliseconds : 0;
            byte[] bytes = new byte[BlobHeader.Bytes];
            Require(NativeEngine.ReadBlob(handle, 0, bytes));
            header = BlobHeader.Read(bytes, long.MaxValue);
        }

        public override Backend Backend
        {
            get { return Backend.Native; }
        }

        public override BlobHeader Header
        {
            get { return header; }
        }

        public override bool DecodesEachRun
        {
            get { return NativeEngine.DecodesEachRun(handle); }
        }

        public override int Cores
        {
            get { return AtLeastZero(NativeEngine.Cores(handle)); }
        }

        /// <summary>Opens a blob, which is copied.</summary>
        /// <exception cref="ModelException">The native engine is not there or has no memory.</exception>
        /// <exception cref="BlobException">The bytes are not a valid blob.</exception>
        public static NativeRunner Open(byte[] blob, NetworkOptions options)
        {
            int handle = Reserve(blob.Length);
            try
            {
                Require(NativeEngine.Load(handle, blob, blob.Length));
            }
            catch (Exception)
            {
                NativeEngine.Close(handle);
                throw;
            }

            return Open(handle, options, blob);
        }

        /// <summary>Opens a blob in a file, which is read in pieces and never held in managed memory.</summary>
        /// <exception cref="ModelException">Storage: the file cannot be read. Or as Open.</exception>
        /// <exception cref="BlobException">The file is not a valid blob.</exception>
        public static NativeRunner OpenFile(string path, NetworkOptions options)
        {
            ModelFile file = ModelFile.Open(path);
            int handle = 0;
            try
            {
                handle = Reserve(file.Length);
                byte[] piece = new byte[ModelFile.PieceBytes];
                for (int count = file.Read(piece); count > 0; count = file.Read(piece))
                {
                    Require(NativeEngine.Load(handle, piece, count));
                }
            }
            catch (Exception)
            {
                NativeEngine.Close(handle);
                throw;
            }
            finally
            {
                file.Close();
            }

            return Open(handle, options, null);
        }

        /// <summary>Opens a blob that a flash partition begins with. It is read in place.</summary>
        /// <exception cref="ModelException">Partition: there is none of this name. Or as Open.</exception>
        /// <exception cref="BlobException">The partition does not hold a valid blob.</exception>
        public static NativeRunner OpenPartition(string label, NetworkOptions options)
        {
            RequireEngine();
            int handle = NativeEngine.Map(label);
            if (handle == (int)ErrorCode.Partition)
            {
                throw new ModelException(
                    ErrorCode.Partition,
                    $"There is no flash partition '{label}'; flash a partition table with one (docs/flashing.md).");
            }

            Require(handle);
            return Open(options.InMemory ? CopyOf(handle) : handle, options, null);
        }

        /// <summary>Whether the engine is there. A firmware without the component has none of its methods.</summary>
        public static bool IsEngineThere()
        {
            try
            {
                return NativeEngine.IsAvailable();
            }
            catch (NotSupportedException)
            {
                return false;
            }
        }

        /// <summary>Bytes that the component holds, 0 if there is none.</summary>
        public static int AllocatedBytes()
        {
            return IsEngineThere() ? NativeEngine.AllocatedBytes() : 0;
        }

        public override string Label(int index)
        {
            return NativeEngine.Label(handle, index);
        }

        public override void Begin(Frame frame, ImageView view)
        {
            if (!view.IsSame(current))
            {
                Require(NativeEngine.SetView(handle, view.Rotate, view.X, view.Y, view.Size));
                current = view;
            }

            CameraFrame? camera = frame as CameraFrame;
            if (camera != null)
            {
                Require(NativeEngine.BeginCamera(handle, camera.Handle));
                return;
            }

            int format = (int)frame.Format;
            Require(NativeEngine.Begin(handle, frame.Pixels, frame.Width, frame.Height, frame.Stride, format));
        }

        public override void ReadLuma(Frame frame, ImageView view, byte[] luma)
        {
            Begin(frame, view);
            Require(NativeEngine.ReadLuma(handle, luma));
        }

        public override void RunStage(int index)
        {
            if (milliseconds > 0)
            {
                Require(NativeEngine.RunStageInBackground(handle, index, milliseconds));
                return;
            }

            // With a window a stage takes many short calls; other threads may run in between.
            int result = NativeEngine.RunStage(handle, index);
            while (result > 0)
            {
                Thread.Sleep(0);
                result = NativeEngine.RunStage(handle, index);
            }

            Require(result);
        }

        public override int StageMicroseconds(int index)
        {
            return StageTicks(index) / ticksInMicrosecond;
        }

        public override void ReadScores(int[] scores)
        {
            Require(NativeEngine.ReadScores(handle, scores));
        }

        public override void Top(int[] indices, float[] probabilities)
        {
            Require(NativeEngine.Top(handle, indices, probabilities));
        }

        public override void SelfTest()
        {
            Require(milliseconds > 0
                ? NativeEngine.SelfTestInBackground(handle, milliseconds * header.Stages)
                : NativeEngine.SelfTest(handle));
        }

        public override void Close()
        {
            NativeEngine.Close(handle);
        }

        /// <summary>Opens a handle that has its bytes; closes it if that fails.</summary>
        /// <param name="handle">From Reserve or Map.</param>
        /// <param name="options">How to open it.</param>
        /// <param name="blob">The same bytes where managed memory has them: they make better messages.</param>
        private static NativeRunner Open(int handle, NetworkOptions options, byte[]? blob)
        {
            try
            {
                Require(NativeEngine.LimitCores(handle, options.Cores));
                uint[] offset = new uint[1];
                int result = NativeEngine.Open(handle, (int)options.Checks, (int)options.Decoding, offset);
                if (result > 0)
                {
                    result = Decode(handle, options, offset);
                }

                if (result < 0)
                {
                    throw OpenError((ErrorCode)result, offset[0], blob);
                }

                return new NativeRunner(handle, options);
            }
            catch (Exception)
            {
                NativeEngine.Close(handle);
                throw;
            }
        }

        /// <summary>
        /// Decodes packed weights in steps, in between which others are told and managed threads run.
        /// </summary>
        /// <returns>0 or an error; then the offset is that of the weights.</returns>
        private static int Decode(int handle, NetworkOptions options, uint[] offset)
        {
            byte[] bytes = new byte[BlobHeader.Bytes];
            Require(NativeEngine.ReadBlob(handle, 0, bytes));
            long total = BlobHeader.Read(bytes, long.MaxValue).WeightsBytes;
            int told = -1;
            int left;
            do
            {
                left = options.Background
                    ? NativeEngine.DecodeInBackground(handle, TapsAtOnce, options.StageMilliseconds)
                    : NativeEngine.Decode(handle, TapsAtOnce);
                int percent = (int)((total - left) * 100 / total);
                if (left >= 0 && percent > told && options.Progress != null)
                {
                    told = percent;
                    options.Progress(percent);
                }
            }
            while (left > 0);
            offset[0] = (uint)LittleEndian.U32(bytes, SectionTable.EntryAt(SectionTable.Weights));
            return left;
        }

        private static int Reserve(int bytes)
        {
            RequireEngine();
            int handle = NativeEngine.Reserve(bytes);
            if (handle == (int)ErrorCode.Memory)
            {
                throw new ModelException(
                    ErrorCode.Memory,
                    $"There is no memory for a model of {bytes} bytes; flash it to a partition, where it needs none.");
            }

            Require(handle);
            return handle;
        }

        private static void RequireEngine()
        {
            if (!IsEngineThere())
            {
                throw new ModelException(ErrorCode.Unsupported, NativeEngine.Missing);
            }
        }

        /// <summary>The managed reader explains what is wrong with a blob; the native one only has codes.</summary>
        private static ModelException OpenError(ErrorCode code, uint offset, byte[]? blob)
        {
            if (code == ErrorCode.Memory)
            {
                return new ModelException(
                    code,
                    "There is no memory for the decoded weights; take a raw model ('sqnet pack --raw') or keep more " +
                    "PSRAM.");
            }

            if (code == ErrorCode.Arena)
            {
                return new ModelException(
                    code,
                    "There is no memory for this model; pack one for less RAM ('sqnet plan --ram'; if its weights " +
                    "are packed, '--weights window') or, on a board with PSRAM, with '--arena psram'.");
            }

            if (blob != null)
            {
                try
                {
                    Blob.Open(blob);
                }
                catch (BlobException reason)
                {
                    return reason;
                }
            }

            return code >= ErrorCode.Packed
                ? new BlobException(code, offset, NativeEngine.ErrorText((int)code))
                : new ModelException(code, $"{NativeEngine.ErrorText((int)code)}. {Remedy(code)}");
        }

        /// <summary>What is not known, such as while a stage goes on that was given up, is 0.</summary>
        private static int AtLeastZero(int result)
        {
            return result < 0 ? 0 : result;
        }

        private static void Require(int result)
        {
            if (result < 0)
            {
                ErrorCode code = (ErrorCode)result;
                string text = NativeEngine.ErrorText(result);
                throw new ModelException(code, $"The native engine failed: {text}. {Remedy(code)}");
            }
        }

        private static string Remedy(ErrorCode code)
        {
            switch (code)
            {
                case ErrorCode.Golden:
                    return "The model does not give its golden scores here: flash model and firmware again.";
                case ErrorCode.Image:
                    return "Check the frame's size, stride and format.";
                case ErrorCode.Source:
                    return "Check the camera and start again with Begin.";
                case ErrorCode.Timeout:
                    return "It goes on: wait and start again with Begin, or allow more " +
                        "NetworkOptions.StageMilliseconds.";
                case ErrorCode.Busy:
                    return "Wait until it has ended, then start again with Begin; use a network on one thread only.";
                case ErrorCode.Closed:
                    return "Open it again; return a camera's frame only after stage 0.";
                case ErrorCode.Memory:
                    return "Close what is not needed, or use smaller images.";
                default:
                    return "Start again with Begin and run the stages in order.";
            }
        }
    }
}
