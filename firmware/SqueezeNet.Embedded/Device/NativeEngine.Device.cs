using System.Runtime.CompilerServices;

namespace SqueezeNet.Embedded
{
    /// <summary>
    /// The native engine on the device: the interop component. Same members as NativeEngine.Desktop.cs.
    /// Results are 0 or positive, or a negative <see cref="ErrorCode"/>.
    /// </summary>
    internal static class NativeEngine
    {
        /// <summary>Whether the native engine is there.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern bool IsAvailable();

        /// <summary>Opens a blob.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int Open(byte[] blob, int checks, uint[] errorOffset);

        /// <summary>Closes a handle.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern void Close(int handle);

        /// <summary>Starts on an image.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int Begin(int handle, byte[] pixels, int width, int height, int stride, int format);

        /// <summary>Starts on a test image.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int BeginGolden(int handle, uint seed);

        /// <summary>Runs a stage.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int RunStage(int handle, int stage);

        /// <summary>Copies the scores, one per class.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int ReadScores(int handle, int[] scores);

        /// <summary>Runs all golden vectors.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int SelfTest(int handle);

        /// <summary>Recomputes the saturation proof.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int Prove(int handle, uint[] errorOffset);

        /// <summary>Softmax of all scores.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int Softmax(int handle, int[] scores, float[] probabilities);

        /// <summary>Copies the output [h][w][c] of the stage that has just run.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int ReadTensor(int handle, int stage, sbyte[] tensor);

        /// <summary>One English sentence for an error.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern string ErrorText(int error);
    }
}
