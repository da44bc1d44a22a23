using System;
using System.Runtime.InteropServices;

namespace SqueezeNet.Embedded
{
    /// <summary>
    /// The native engine on a desktop: libsqnet, beside the assembly. Same members as Device/NativeEngine.Device.cs.
    /// Results are 0 or positive, or a negative <see cref="ErrorCode"/>.
    /// </summary>
    internal static class NativeEngine
    {
        private const string Library = "sqnet";

        private static readonly object gate = new object();
        private static IntPtr[] hosts = new IntPtr[4];

        /// <summary>Whether the native engine is there.</summary>
        public static bool IsAvailable()
        {
            return NativeLibrary.TryLoad(Library, typeof(NativeEngine).Assembly, null, out IntPtr _);
        }

        /// <summary>Opens a blob.</summary>
        /// <param name="blob">The blob; it is copied.</param>
        /// <param name="checks">The bits of <see cref="OpenChecks"/>.</param>
        /// <param name="errorOffset">One element: receives the offset of the offending field.</param>
        /// <returns>A handle, at least 1, or an error.</returns>
        public static int Open(byte[] blob, int checks, uint[] errorOffset)
        {
            int result = sqnet_host_open(blob, blob.Length, checks, out IntPtr host, out errorOffset[0]);
            return result < 0 ? result : Register(host);
        }

        /// <summary>Closes a handle.</summary>
        public static void Close(int handle)
        {
            IntPtr host = Host(handle);
            if (host != IntPtr.Zero)
            {
                lock (gate)
                {
                    hosts[handle - 1] = IntPtr.Zero;
                }

                sqnet_host_close(host);
            }
        }

        /// <summary>Starts on an image, which is copied.</summary>
        public static int Begin(int handle, byte[] pixels, int width, int height, int stride, int format)
        {
            return sqnet_host_begin(Host(handle), pixels, pixels.Length, width, height, stride, format);
        }

        /// <summary>Starts on a test image.</summary>
        public static int BeginGolden(int handle, uint seed)
        {
            return sqnet_host_begin_golden(Host(handle), seed);
        }

        /// <summary>Runs a stage.</summary>
        public static int RunStage(int handle, int stage)
        {
            return sqnet_host_stage(Host(handle), stage);
        }

        /// <summary>Copies the scores, one per class.</summary>
        public static int ReadScores(int handle, int[] scores)
        {
            return sqnet_host_scores(Host(handle), scores, scores.Length);
        }

        /// <summary>Runs all golden vectors.</summary>
        public static int SelfTest(int handle)
        {
            return sqnet_host_self_test(Host(handle));
        }

        /// <summary>Recomputes the saturation proof.</summary>
        /// <param name="handle">An open model.</param>
        /// <param name="errorOffset">One element: receives the offset of the first unsafe weight group.</param>
        public static int Prove(int handle, uint[] errorOffset)
        {
            return sqnet_host_prove(Host(handle), out errorOffset[0]);
        }

        /// <summary>Softmax of all scores.</summary>
        public static int Softmax(int handle, int[] scores, float[] probabilities)
        {
            return sqnet_host_softmax(Host(handle), scores, probabilities, scores.Length);
        }

        /// <summary>Copies the output [h][w][c] of the stage that has just run.</summary>
        public static int ReadTensor(int handle, int stage, sbyte[] tensor)
        {
            return sqnet_host_tensor(Host(handle), stage, tensor, tensor.Length);
        }

        /// <summary>One English sentence for an error.</summary>
        public static string ErrorText(int error)
        {
            return Marshal.PtrToStringUTF8(sqnet_host_error_text(error)) ?? string.Empty;
        }

        private static int Register(IntPtr host)
        {
            lock (gate)
            {
                int index = 0;
                while (index < hosts.Length && hosts[index] != IntPtr.Zero)
                {
                    index++;
                }

                if (index == hosts.Length)
                {
                    IntPtr[] more = new IntPtr[2 * hosts.Length];
                    Array.Copy(hosts, more, hosts.Length);
                    hosts = more;
                }

                hosts[index] = host;
                return index + 1;
            }
        }

        /// <summary>The library's pointer of a handle, null if it is not open: the library refuses that.</summary>
        private static IntPtr Host(int handle)
        {
            lock (gate)
            {
                return handle >= 1 && handle <= hosts.Length ? hosts[handle - 1] : IntPtr.Zero;
            }
        }

        [DllImport(Library)]
        private static extern int sqnet_host_open(
            byte[] blob, int size, int flags, out IntPtr host, out uint errorOffset);

        [DllImport(Library)]
        private static extern void sqnet_host_close(IntPtr host);

        [DllImport(Library)]
        private static extern int sqnet_host_begin(
            IntPtr host, byte[] pixels, int bytes, int width, int height, int stride, int format);

        [DllImport(Library)]
        private static extern int sqnet_host_begin_golden(IntPtr host, uint seed);

        [DllImport(Library)]
        private static extern int sqnet_host_stage(IntPtr host, int stage);

        [DllImport(Library)]
        private static extern int sqnet_host_scores(IntPtr host, [Out] int[] scores, int count);

        [DllImport(Library)]
        private static extern int sqnet_host_self_test(IntPtr host);

        [DllImport(Library)]
        private static extern int sqnet_host_prove(IntPtr host, out uint errorOffset);

        [DllImport(Library)]
        private static extern int sqnet_host_softmax(
            IntPtr host, int[] scores, [Out] float[] probabilities, int count);

        [DllImport(Library)]
        private static extern int sqnet_host_tensor(IntPtr host, int stage, [Out] sbyte[] tensor, int size);

        [DllImport(Library)]
        private static extern IntPtr sqnet_host_error_text(int error);
    }
}
