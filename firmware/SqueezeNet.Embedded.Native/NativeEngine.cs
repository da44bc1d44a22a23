using System.Runtime.CompilerServices;

namespace SqueezeNet.Embedded
{
    /// <summary>
    /// The native engine on the device: the interop component. Desktop/NativeEngine.Desktop.cs has them too. Results
    /// are 0 or positive, or a negative ErrorCode; a null array or text is an ArgumentNullException;
    /// everything is a NotSupportedException where the firmware has no such component. The order and the signatures of
    /// these methods are in the native checksum: see nanoframework-native/interop.
    /// </summary>
    internal static class NativeEngine
    {
        /// <summary>What is wrong where the engine is not there.</summary>
        public const string Missing =
            "The native engine is not installed; flash a firmware with it or use Backend.Managed.";

        /// <summary>Whether the native engine is there.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern bool IsAvailable();

        /// <summary>Reserves memory for a model that Load brings in pieces.</summary>
        /// <param name="bytes">Its size, at most 16 MiB.</param>
        /// <returns>A handle, at least 1, or Memory.</returns>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int Reserve(int bytes);

        /// <summary>Copies the next piece of a reserved model.</summary>
        /// <param name="handle">From Reserve, not open yet.</param>
        /// <param name="piece">The bytes.</param>
        /// <param name="count">How many of them.</param>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int Load(int handle, byte[] piece, int count);

        /// <summary>Maps a flash partition, which holds a model from its first byte.</summary>
        /// <param name="label">The partition's name.</param>
        /// <returns>A handle, at least 1, or Partition.</returns>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int Map(string label);

        /// <summary>Checks a model that is loaded or mapped, and takes the memory that it runs in.</summary>
        /// <param name="handle">From Reserve or Map. If this fails it must still be closed.</param>
        /// <param name="checks">The bits of OpenChecks.</param>
        /// <param name="decoding">A WeightsDecoding.</param>
        /// <param name="errorOffset">One element: receives the offset of the offending field.</param>
        /// <returns>0 if the model can run; 1 if Decode must follow.</returns>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int Open(int handle, int checks, int decoding, uint[] errorOffset);

        /// <summary>
        /// Decodes packed weights, or proves those that each run will decode; no other managed thread runs meanwhile.
        /// </summary>
        /// <param name="handle">Its Open gave 1, and no Decode 0 since. If this fails it must still be closed.</param>
        /// <param name="taps">At most so many times 16 weights.</param>
        /// <returns>How many weights are left; 0 if the model can run.</returns>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int Decode(int handle, int taps);

        /// <summary>The same on the other core, as RunStageInBackground.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int DecodeInBackground(int handle, int taps, int milliseconds);

        /// <summary>Whether packed weights are decoded in each run.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern bool DecodesEachRun(int handle);

        /// <summary>Limits the cores that a stage in the background runs on.</summary>
        /// <param name="handle">From Reserve or Map.</param>
        /// <param name="most">How many at most; 0: all there are.</param>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int LimitCores(int handle, int most);

        /// <summary>
        /// On how many cores the last stage ran: 1 too if there was no memory for the other's thread.
        /// </summary>
        /// <returns>0 before the first stage.</returns>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int Cores(int handle);

        /// <summary>Closes a handle. If a stage is still running, its memory is freed when that ends.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern void Close(int handle);

        /// <summary>Copies bytes of the blob.</summary>
        /// <returns>How many: fewer than asked for at the blob's end.</returns>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int ReadBlob(int handle, int offset, byte[] bytes);

        /// <summary>Label of a class, empty if there is none.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern string Label(int handle, int index);

        /// <summary>Sets what runs that begin from now on see: the numbers of an ImageView.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int SetView(int handle, int rotate, int x, int y, int size);

        /// <summary>Starts on an image, which is copied.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int Begin(int handle, byte[] pixels, int width, int height, int stride, int format);

        /// <summary>Starts on a camera frame, which is read in place until stage 0 has ended.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int BeginCamera(int handle, int frame);

        /// <summary>
        /// Reads the brightness of what Begin or BeginCamera was given, in place of stage 0; the run is over.
        /// </summary>
        /// <param name="handle">A run has begun on it.</param>
        /// <param name="luma">Receives the grid: LumaGrid.Cells long.</param>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int ReadLuma(int handle, byte[] luma);

        /// <summary>Runs a stage; no other managed thread runs meanwhile.</summary>
        /// <returns>1 if it is not done, as it may be if weights are decoded in each run: call again.</returns>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int RunStage(int handle, int stage);

        /// <summary>
        /// Runs a stage on the other core, and on this one as LimitCores allows, while other threads go on.
        /// </summary>
        /// <returns>Timeout if it has not ended in time: it goes on, and all calls give Busy until it has.</returns>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int RunStageInBackground(int handle, int stage, int milliseconds);

        /// <summary>Runs all golden vectors; no other managed thread runs meanwhile.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int SelfTest(int handle);

        /// <summary>The same on the other core, as RunStageInBackground.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int SelfTestInBackground(int handle, int milliseconds);

        /// <summary>How long a stage took when it last ran, in microseconds.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int StageMicroseconds(int handle, int stage);

        /// <summary>Copies the scores, one per class.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int ReadScores(int handle, int[] scores);

        /// <summary>The best classes after the last stage, best first, and their probabilities.</summary>
        /// <param name="handle">An open model that has run.</param>
        /// <param name="indices">
        /// Receives the classes; its length, at most the number of classes, says how many.
        /// </param>
        /// <param name="probabilities">Receives their softmax probabilities; of the same length.</param>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int Top(int handle, int[] indices, float[] probabilities);

        /// <summary>Bytes that the component holds now, for all models and cameras, outside managed memory.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int AllocatedBytes();

        /// <summary>One English phrase for an error.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern string ErrorText(int error);
    }
}
