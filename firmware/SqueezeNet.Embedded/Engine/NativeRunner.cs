namespace SqueezeNet.Embedded
{
    /// <summary>Runs a model on the native engine.</summary>
    internal sealed class NativeRunner : Runner
    {
        private readonly int handle;

        private NativeRunner(int handle)
        {
            this.handle = handle;
        }

        /// <summary>Opens a blob with the CRC checked.</summary>
        /// <exception cref="ModelException">The native engine is not there or has no memory.</exception>
        /// <exception cref="BlobException">The bytes are not a valid blob.</exception>
        public static NativeRunner Open(byte[] blob)
        {
            if (!NativeEngine.IsAvailable())
            {
                throw new ModelException(
                    ErrorCode.Argument,
                    "The native engine is not installed; flash a firmware with it (on a desktop: build libsqnet) " +
                    "or use Backend.Managed.");
            }

            uint[] offset = new uint[1];
            int handle = NativeEngine.Open(blob, (int)OpenChecks.Crc, offset);
            if (handle <= 0)
            {
                throw OpenError(blob, (ErrorCode)handle, offset[0]);
            }

            return new NativeRunner(handle);
        }

        public override void Begin(Frame frame)
        {
            int format = (int)frame.Format;
            Require(NativeEngine.Begin(handle, frame.Pixels, frame.Width, frame.Height, frame.Stride, format));
        }

        public override void BeginGolden(uint seed)
        {
            Require(NativeEngine.BeginGolden(handle, seed));
        }

        public override void RunStage(int index)
        {
            Require(NativeEngine.RunStage(handle, index));
        }

        public override void ReadScores(int[] scores)
        {
            Require(NativeEngine.ReadScores(handle, scores));
        }

        public override void ReadTensor(int stage, sbyte[] tensor)
        {
            Require(NativeEngine.ReadTensor(handle, stage, tensor));
        }

        public override void SelfTest()
        {
            Require(NativeEngine.SelfTest(handle));
        }

        public override void Close()
        {
            NativeEngine.Close(handle);
        }

        /// <summary>The managed reader explains what is wrong with a blob; the native one only has codes.</summary>
        private static ModelException OpenError(byte[] blob, ErrorCode code, uint offset)
        {
            if (code == ErrorCode.Arena)
            {
                return new ModelException(code, "There is no memory for this model; pack one for less RAM.");
            }

            try
            {
                Blob.Open(blob);
            }
            catch (BlobException reason)
            {
                return reason;
            }

            return new BlobException(code, offset, NativeEngine.ErrorText((int)code));
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
                default:
                    return "Start again with Begin and run the stages in order.";
            }
        }
    }
}
