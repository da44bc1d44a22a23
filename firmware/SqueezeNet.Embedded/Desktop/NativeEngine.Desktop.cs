using System;
using System.Runtime.InteropServices;
using System.Text;

namespace SqueezeNet.Embedded
{
    /// <summary>
    /// The native engine on a desktop: libsqnet, beside the assembly. The members of
    /// SqueezeNet.Embedded.Native/NativeEngine.cs, with the same results, and three more for tests. Results are 0 or
    /// positive, or a negative <see cref="ErrorCode"/>.
    /// </summary>
    internal static class NativeEngine
    {
        /// <summary>"off" makes a machine of this one that has no native engine.</summary>
        public const string Variable = "SQNET_NATIVE";

        private const string Library = NativeFile.Name;
        private const int LabelBytes = 256;
        private const int MostThreads = 32;

        private static readonly object gate = new object();
        private static readonly bool isThere = !IsHidden && NativeFile.TryLoad(out IntPtr _);

        private static IntPtr[] models = new IntPtr[4];

        static NativeEngine()
        {
            NativeLibrary.SetDllImportResolver(typeof(NativeEngine).Assembly, NativeFile.Resolve);
        }

        /// <summary>What is wrong where the engine is not there.</summary>
        public static string Missing
        {
            get
            {
                string reason = IsHidden
                    ? $"{Variable}=off hides it"
                    : $"there is no {NativeFile.FileName} for {RuntimeInformation.RuntimeIdentifier} in " +
                        AppContext.BaseDirectory;
                return $"The native engine is not installed: {reason}. Backend.Automatic, which is " +
                    "'--backend auto' of sqnet, takes the vector engine instead.";
            }
        }

        private static bool IsHidden
        {
            get { return Environment.GetEnvironmentVariable(Variable) == "off"; }
        }

        /// <summary>Whether the native engine is there, which is found out once.</summary>
        public static bool IsAvailable()
        {
            return isThere;
        }

        /// <summary>Reserves memory for a model that Load brings in pieces.</summary>
        /// <returns>A handle, at least 1, or Memory.</returns>
        public static int Reserve(int bytes)
        {
            int error = sqnet_host_reserve(bytes, out IntPtr host);
            return error < 0 ? error : Register(host);
        }

        /// <summary>Copies the next piece of a reserved model.</summary>
        public static int Load(int handle, byte[] piece, int count)
        {
            IntPtr host = Host(handle);
            return host != IntPtr.Zero && count > piece.Length
                ? (int)ErrorCode.Argument
                : sqnet_host_load(host, piece, count);
        }

        /// <summary>
        /// Maps a flash partition: on a desktop the file [label].bin in the folder that the environment variable
        /// SQNET_PARTITIONS names.
        /// </summary>
        /// <returns>A handle, at least 1, or Partition.</returns>
        public static int Map(string label)
        {
            byte[]? bytes = DesktopPartition.Read(label);
            if (bytes == null)
            {
                return (int)ErrorCode.Partition;
            }

            int handle = Reserve(bytes.Length);
            int error = handle < 0 ? handle : Load(handle, bytes, bytes.Length);
            if (handle > 0 && error < 0)
            {
                Close(handle);
            }

            return error < 0 ? error : handle;
        }

        /// <summary>Checks a model that is loaded or mapped, and takes the memory that it runs in.</summary>
        public static int Open(int handle, int checks, int decoding, uint[] errorOffset)
        {
            return sqnet_host_open(Host(handle), checks, decoding, out errorOffset[0]);
        }

        /// <summary>Decodes packed weights, or proves those that each run will decode.</summary>
        /// <returns>How many weights are left; 0 if the model can run.</returns>
        public static int Decode(int handle, int taps)
        {
            return sqnet_host_decode_weights(Host(handle), taps);
        }

        /// <summary>The same: on a desktop other threads go on in any case.</summary>
        public static int DecodeInBackground(int handle, int taps, int milliseconds)
        {
            return Decode(handle, taps);
        }

        /// <summary>Whether packed weights are decoded in each run.</summary>
        public static bool DecodesEachRun(int handle)
        {
            return sqnet_host_decodes_each_run(Host(handle)) != 0;
        }

        /// <summary>Limits the threads that share an image; 0: as many as the calling thread prefers.</summary>
        public static int LimitCores(int handle, int most)
        {
            int threads = most == 0 ? sqnet_host_preferred_threads() : Math.Min(most, MostThreads);
            return sqnet_host_set_threads(Host(handle), threads);
        }

        /// <summary>On how many threads stages run.</summary>
        public static int Cores(int handle)
        {
            return sqnet_host_threads(Host(handle));
        }

        /// <summary>Closes a handle.</summary>
        public static void Close(int handle)
        {
            IntPtr host;
            lock (gate)
            {
                host = Host(handle);
                if (host != IntPtr.Zero)
                {
                    models[handle - 1] = IntPtr.Zero;
                }
            }

            if (host != IntPtr.Zero)
            {
                sqnet_host_close(host);
            }
        }

        /// <summary>Copies bytes of the blob.</summary>
        /// <returns>How many: fewer than asked for at the blob's end.</returns>
        public static int ReadBlob(int handle, int offset, byte[] bytes)
        {
            return sqnet_host_read_blob(Host(handle), offset, bytes, bytes.Length);
        }

        /// <summary>Label of a class, empty if there is none.</summary>
        public static string Label(int handle, int index)
        {
            byte[] label = new byte[LabelBytes];
            sqnet_host_label(Host(handle), index, label);
            return Encoding.UTF8.GetString(label, 0, Array.IndexOf(label, (byte)0));
        }

        /// <summary>Sets what runs that begin from now on see: the numbers of an <see cref="ImageView"/>.</summary>
        public static int SetView(int handle, int rotate, int x, int y, int size)
        {
            return sqnet_host_set_view(Host(handle), rotate, x, y, size);
        }

        /// <summary>Starts on an image, which is copied.</summary>
        public static int Begin(int handle, byte[] pixels, int width, int height, int stride, int format)
        {
            Shape shape = new Shape { Width = width, Height = height, Stride = stride, Format = format };
            return sqnet_host_begin(Host(handle), pixels, pixels.Length, ref shape);
        }

        /// <summary>A desktop has no camera.</summary>
        public static int BeginCamera(int handle, int frame)
        {
            return (int)ErrorCode.Unsupported;
        }

        /// <summary>Reads the brightness of the image that Begin was given; the run is over.</summary>
        public static int ReadLuma(int handle, byte[] luma)
        {
            return sqnet_host_luma(Host(handle), luma, luma.Length);
        }

        /// <summary>Starts on a golden image. Tests only.</summary>
        public static int BeginGolden(int handle, uint seed)
        {
            return sqnet_host_begin_golden(Host(handle), seed);
        }

        /// <summary>Runs a stage.</summary>
        public static int RunStage(int handle, int stage)
        {
            return sqnet_host_stage(Host(handle), stage);
        }

        /// <summary>The same: on a desktop other threads go on in any case.</summary>
        public static int RunStageInBackground(int handle, int stage, int milliseconds)
        {
            return RunStage(handle, stage);
        }

        /// <summary>Runs all golden vectors.</summary>
        public static int SelfTest(int handle)
        {
            return sqnet_host_self_test(Host(handle));
        }

        /// <summary>The same: on a desktop other threads go on in any case.</summary>
        public static int SelfTestInBackground(int handle, int milliseconds)
        {
            return SelfTest(handle);
        }

        /// <summary>How long a stage took when it last ran, in microseconds.</summary>
        public static int StageMicroseconds(int handle, int stage)
        {
            return sqnet_host_stage_microseconds(Host(handle), stage);
        }

        /// <summary>Copies the scores, one per class.</summary>
        public static int ReadScores(int handle, int[] scores)
        {
            return sqnet_host_scores(Host(handle), scores, scores.Length);
        }

        /// <summary>The best classes after the last stage, best first, and their probabilities.</summary>
        public static int Top(int handle, int[] indices, float[] probabilities)
        {
            return indices.Length == probabilities.Length
                ? sqnet_host_top(Host(handle), indices, probabilities, indices.Length)
                : (int)ErrorCode.Argument;
        }

        /// <summary>Copies the output [h][w][c] of the stage that has just run. Tests only.</summary>
        public static int ReadTensor(int handle, int stage, sbyte[] tensor)
        {
            return sqnet_host_tensor(Host(handle), stage, tensor, tensor.Length);
        }

        /// <summary>Recomputes the saturation proof. Tests only.</summary>
        /// <param name="handle">An open model.</param>
        /// <param name="errorOffset">One element: receives the offset of the first unsafe weight group.</param>
        public static int Prove(int handle, uint[] errorOffset)
        {
            return sqnet_host_prove(Host(handle), out errorOffset[0]);
        }

        /// <summary>What counts on a device is no concern on a desktop.</summary>
        public static int AllocatedBytes()
        {
            return 0;
        }

        /// <summary>One English phrase for an error.</summary>
        public static string ErrorText(int error)
        {
            return Marshal.PtrToStringUTF8(sqnet_host_error_text(error)) ?? string.Empty;
        }

        private static int Register(IntPtr host)
        {
            lock (gate)
            {
                int index = Array.IndexOf(models, IntPtr.Zero);
                if (index < 0)
                {
                    index = models.Length;
                    Array.Resize(ref models, 2 * models.Length);
                }

                models[index] = host;
                return index + 1;
            }
        }

        /// <summary>
        /// The library's pointer of a handle, null if it is not open: the library says Closed to that.
        /// </summary>
        private static IntPtr Host(int handle)
        {
            lock (gate)
            {
                return handle >= 1 && handle <= models.Length ? models[handle - 1] : IntPtr.Zero;
            }
        }

        [DllImport(Library)]
        private static extern int sqnet_host_reserve(int bytes, out IntPtr host);

        [DllImport(Library)]
        private static extern int sqnet_host_load(IntPtr host, byte[] piece, int count);

        [DllImport(Library)]
        private static extern int sqnet_host_read_blob(IntPtr host, int offset, [Out] byte[] bytes, int count);

        [DllImport(Library)]
        private static extern int sqnet_host_open(IntPtr host, int checks, int decoding, out uint errorOffset);

        [DllImport(Library)]
        private static extern int sqnet_host_decode_weights(IntPtr host, int taps);

        [DllImport(Library)]
        private static extern int sqnet_host_decodes_each_run(IntPtr host);

        [DllImport(Library)]
        private static extern int sqnet_host_set_threads(IntPtr host, int threads);

        [DllImport(Library)]
        private static extern int sqnet_host_preferred_threads();

        [DllImport(Library)]
        private static extern int sqnet_host_threads(IntPtr host);

        [DllImport(Library)]
        private static extern void sqnet_host_close(IntPtr host);

        [DllImport(Library)]
        private static extern int sqnet_host_label(IntPtr host, int index, [Out] byte[] label);

        [DllImport(Library)]
        private static extern int sqnet_host_set_view(IntPtr host, int rotate, int x, int y, int size);

        [DllImport(Library)]
        private static extern int sqnet_host_luma(IntPtr host, [Out] byte[] luma, int bytes);

        [DllImport(Library)]
        private static extern int sqnet_host_begin(IntPtr host, byte[] pixels, int bytes, ref Shape shape);

        [DllImport(Library)]
        private static extern int sqnet_host_begin_golden(IntPtr host, uint seed);

        [DllImport(Library)]
        private static extern int sqnet_host_stage(IntPtr host, int stage);

        [DllImport(Library)]
        private static extern int sqnet_host_stage_microseconds(IntPtr host, int stage);

        [DllImport(Library)]
        private static extern int sqnet_host_scores(IntPtr host, [Out] int[] scores, int count);

        [DllImport(Library)]
        private static extern int sqnet_host_top(
            IntPtr host, [Out] int[] indices, [Out] float[] probabilities, int count);

        [DllImport(Library)]
        private static extern int sqnet_host_self_test(IntPtr host);

        [DllImport(Library)]
        private static extern int sqnet_host_prove(IntPtr host, out uint errorOffset);

        [DllImport(Library)]
        private static extern int sqnet_host_tensor(IntPtr host, int stage, [Out] sbyte[] tensor, int size);

        [DllImport(Library)]
        private static extern IntPtr sqnet_host_error_text(int error);

        [StructLayout(LayoutKind.Sequential)]
        private struct Shape
        {
            public int Width;
            public int Height;
            public int Stride;
            public int Format;
        }
    }
}
