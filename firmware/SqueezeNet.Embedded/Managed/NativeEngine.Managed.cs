namespace SqueezeNet.Embedded
{
    /// <summary>
    /// No native engine: for a firmware without the interop component, such as the emulator, whose loader refuses
    /// assemblies with native methods that it does not know. Same members as Device/NativeEngine.Device.cs.
    /// </summary>
    internal static class NativeEngine
    {
        /// <summary>Whether the native engine is there.</summary>
        public static bool IsAvailable()
        {
            return false;
        }

        /// <summary>Reserves memory for a model that Load brings in pieces.</summary>
        /// <param name="bytes">Its size, at most 16 MiB.</param>
        /// <returns>A handle, at least 1, or Memory.</returns>
        public static int Reserve(int bytes)
        {
            return (int)ErrorCode.Unsupported;
        }

        /// <summary>Copies the next piece of a reserved model.</summary>
        /// <param name="handle">From Reserve, not open yet.</param>
        /// <param name="piece">The bytes.</param>
        /// <param name="count">How many of them.</param>
        public static int Load(int handle, byte[] piece, int count)
        {
            return (int)ErrorCode.Unsupported;
        }

        /// <summary>Maps a flash partition, which holds a model from its first byte.</summary>
        /// <param name="label">The partition's name.</param>
        /// <returns>A handle, at least 1, or Partition.</returns>
        public static int Map(string label)
        {
            return (int)ErrorCode.Unsupported;
        }

        /// <summary>Checks a model that is loaded or mapped, and takes the memory that it runs in.</summary>
        /// <param name="handle">From Reserve or Map. If this fails it must still be closed.</param>
        /// <param name="checks">The bits of <see cref="OpenChecks"/>.</param>
        /// <param name="errorOffset">One element: receives the offset of the offending field.</param>
        public static int Open(int handle, int checks, uint[] errorOffset)
        {
            return (int)ErrorCode.Unsupported;
        }

        /// <summary>Closes a handle. If a stage is still running, its memory is freed when that ends.</summary>
        public static void Close(int handle)
        {
        }

        /// <summary>Copies bytes of the blob.</summary>
        /// <returns>How many: fewer than asked for at the blob's end.</returns>
        public static int ReadBlob(int handle, int offset, byte[] bytes)
        {
            return (int)ErrorCode.Unsupported;
        }

        /// <summary>Label of a class, empty if there is none.</summary>
        public static string Label(int handle, int index)
        {
            return string.Empty;
        }

        /// <summary>Starts on an image, which is copied.</summary>
        public static int Begin(int handle, byte[] pixels, int width, int height, int stride, int format)
        {
            return (int)ErrorCode.Unsupported;
        }

        /// <summary>Starts on a camera frame, which is read in place until stage 0 has ended.</summary>
        public static int BeginCamera(int handle, int frame)
        {
            return (int)ErrorCode.Unsupported;
        }

        /// <summary>Starts on a test image.</summary>
        public static int BeginGolden(int handle, uint seed)
        {
            return (int)ErrorCode.Unsupported;
        }

        /// <summary>Runs a stage; no other managed thread runs meanwhile.</summary>
        public static int RunStage(int handle, int stage)
        {
            return (int)ErrorCode.Unsupported;
        }

        /// <summary>Runs a stage on the other core while this thread waits and others go on.</summary>
        /// <returns>Timeout if it has not ended in time: it goes on, and all calls give Busy until it has.</returns>
        public static int RunStageInBackground(int handle, int stage, int milliseconds)
        {
            return (int)ErrorCode.Unsupported;
        }

        /// <summary>Runs all golden vectors; no other managed thread runs meanwhile.</summary>
        public static int SelfTest(int handle)
        {
            return (int)ErrorCode.Unsupported;
        }

        /// <summary>The same on the other core, as RunStageInBackground.</summary>
        public static int SelfTestInBackground(int handle, int milliseconds)
        {
            return (int)ErrorCode.Unsupported;
        }

        /// <summary>How long a stage took when it last ran, in microseconds.</summary>
        public static int StageMicroseconds(int handle, int stage)
        {
            return (int)ErrorCode.Unsupported;
        }

        /// <summary>Copies the scores, one per class.</summary>
        public static int ReadScores(int handle, int[] scores)
        {
            return (int)ErrorCode.Unsupported;
        }

        /// <summary>The best classes after the last stage, best first, and their probabilities.</summary>
        /// <param name="handle">An open model that has run.</param>
        /// <param name="indices">Receives the classes; its length, at most the number of classes, says how many.</param>
        /// <param name="probabilities">Receives their softmax probabilities; of the same length.</param>
        public static int Top(int handle, int[] indices, float[] probabilities)
        {
            return (int)ErrorCode.Unsupported;
        }

        /// <summary>Copies the output [h][w][c] of the stage that has just run.</summary>
        public static int ReadTensor(int handle, int stage, sbyte[] tensor)
        {
            return (int)ErrorCode.Unsupported;
        }

        /// <summary>Recomputes the saturation proof.</summary>
        /// <param name="handle">An open model.</param>
        /// <param name="errorOffset">One element: receives the offset of the first unsafe weight group.</param>
        public static int Prove(int handle, uint[] errorOffset)
        {
            return (int)ErrorCode.Unsupported;
        }

        /// <summary>Bytes that the component holds now, for all models and cameras, outside managed memory.</summary>
        public static int AllocatedBytes()
        {
            return (int)ErrorCode.Unsupported;
        }

        /// <summary>One English sentence for an error.</summary>
        public static string ErrorText(int error)
        {
            return string.Empty;
        }
    }
}
