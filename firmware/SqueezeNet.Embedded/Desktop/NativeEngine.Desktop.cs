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
        private const int MostBytes = 16 * 1024 * 1024;
        private const int WithWindow = 256;
        private const int InSteps = 512;

        private static readonly object gate = new object();
        private static DesktopModel?[] models = new DesktopModel?[4];

        /// <summary>Whether the native engine is there.</summary>
        public static bool IsAvailable()
        {
            return NativeLibrary.TryLoad(Library, typeof(NativeEngine).Assembly, null, out IntPtr _);
        }

        /// <summary>Reserves memory for a model that Load brings in pieces.</summary>
        /// <returns>A handle, at least 1, or Memory.</returns>
        public static int Reserve(int bytes)
        {
            return bytes < 0 || bytes > MostBytes ? (int)ErrorCode.Memory : Register(new DesktopModel(new byte[bytes], 0));
        }

        /// <summary>Copies the next piece of a reserved model.</summary>
        public static int Load(int handle, byte[] piece, int count)
        {
            DesktopModel? model = Find(handle);
            return model == null ? (int)ErrorCode.Closed : model.Load(piece, count);
        }

        /// <summary>
        /// Maps a flash partition: on a desktop the file [label].bin in the folder that the environment variable
        /// SQNET_PARTITIONS names.
        /// </summary>
        /// <returns>A handle, at least 1, or Partition.</returns>
        public static int Map(string label)
        {
            byte[]? bytes = DesktopPartition.Read(label);
            return bytes == null ? (int)ErrorCode.Partition : Register(new DesktopModel(bytes, bytes.Length));
        }

        /// <summary>Checks a model that is loaded or mapped, and takes the memory that it runs in.</summary>
        public static int Open(int handle, int checks, int decoding, uint[] errorOffset)
        {
            DesktopModel? model = Find(handle);
            if (model == null)
            {
                return (int)ErrorCode.Closed;
            }

            if (model.Host != IntPtr.Zero)
            {
                return (int)ErrorCode.Argument;
            }

            // A desktop has memory for all weights: a window only where it is asked for.
            int flags = checks | InSteps | (decoding == (int)WeightsDecoding.EachRun ? WithWindow : 0);
            int result = sqnet_host_open(model.Bytes, model.Loaded, flags, out IntPtr host, out errorOffset[0]);
            model.Host = host;
            return result;
        }

        /// <summary>Decodes packed weights, or proves those that each run will decode.</summary>
        /// <returns>How many weights are left; 0 if the model can run.</returns>
        public static int Unpack(int handle, int taps)
        {
            return sqnet_host_unpack(Host(handle), taps, out uint _);
        }

        /// <summary>The same: on a desktop other threads go on in any case.</summary>
        public static int UnpackInBackground(int handle, int taps, int milliseconds)
        {
            return Unpack(handle, taps);
        }

        /// <summary>Whether packed weights are decoded in each run.</summary>
        public static bool DecodesEachRun(int handle)
        {
            return sqnet_host_decodes_each_run(Host(handle)) != 0;
        }

        /// <summary>Closes a handle.</summary>
        public static void Close(int handle)
        {
            DesktopModel? model = Find(handle);
            if (model != null)
            {
                lock (gate)
                {
                    models[handle - 1] = null;
                }

                sqnet_host_close(model.Host);
            }
        }

        /// <summary>Copies bytes of the blob.</summary>
        /// <returns>How many: fewer than asked for at the blob's end.</returns>
        public static int ReadBlob(int handle, int offset, byte[] bytes)
        {
            DesktopModel? model = Find(handle);
            if (model == null)
            {
                return (int)ErrorCode.Closed;
            }

            int count = Math.Min(bytes.Length, Math.Max(0, model.Loaded - offset));
            Array.Copy(model.Bytes, offset, bytes, 0, count);
            return count;
        }

        /// <summary>Label of a class, empty if there is none.</summary>
        public static string Label(int handle, int index)
        {
            DesktopModel? model = Find(handle);
            return model == null ? string.Empty : model.Label(index);
        }

        /// <summary>Starts on an image, which is copied.</summary>
        public static int Begin(int handle, byte[] pixels, int width, int height, int stride, int format)
        {
            return sqnet_host_begin(Host(handle), pixels, pixels.Length, width, height, stride, format);
        }

        /// <summary>A desktop has no camera.</summary>
        public static int BeginCamera(int handle, int frame)
        {
            return (int)ErrorCode.Unsupported;
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
            int result = sqnet_host_stage_nanoseconds(Host(handle), stage, out uint nanoseconds);
            return result < 0 ? result : (int)(nanoseconds / 1000);
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

        /// <summary>Copies the output [h][w][c] of the stage that has just run.</summary>
        public static int ReadTensor(int handle, int stage, sbyte[] tensor)
        {
            return sqnet_host_tensor(Host(handle), stage, tensor, tensor.Length);
        }

        /// <summary>Recomputes the saturation proof.</summary>
        /// <param name="handle">An open model.</param>
        /// <param name="errorOffset">One element: receives the offset of the first unsafe weight group.</param>
        public static int Prove(int handle, uint[] errorOffset)
        {
            return sqnet_host_prove(Host(handle), out errorOffset[0]);
        }

        /// <summary>A desktop's library does not count.</summary>
        public static int AllocatedBytes()
        {
            return 0;
        }

        /// <summary>One English sentence for an error.</summary>
        public static string ErrorText(int error)
        {
            return Marshal.PtrToStringUTF8(sqnet_host_error_text(error)) ?? string.Empty;
        }

        private static int Register(DesktopModel model)
        {
            lock (gate)
            {
                int index = 0;
                while (index < models.Length && models[index] != null)
                {
                    index++;
                }

                if (index == models.Length)
                {
                    DesktopModel?[] more = new DesktopModel?[2 * models.Length];
                    Array.Copy(models, more, models.Length);
                    models = more;
                }

                models[index] = model;
                return index + 1;
            }
        }

        private static DesktopModel? Find(int handle)
        {
            lock (gate)
            {
                return handle >= 1 && handle <= models.Length ? models[handle - 1] : null;
            }
        }

        /// <summary>The library's pointer of a handle, null if it is not open: the library refuses that.</summary>
        private static IntPtr Host(int handle)
        {
            DesktopModel? model = Find(handle);
            return model == null ? IntPtr.Zero : model.Host;
        }

        [DllImport(Library)]
        private static extern int sqnet_host_open(
            byte[] blob, int size, int flags, out IntPtr host, out uint errorOffset);

        [DllImport(Library)]
        private static extern int sqnet_host_unpack(IntPtr host, int taps, out uint errorOffset);

        [DllImport(Library)]
        private static extern int sqnet_host_decodes_each_run(IntPtr host);

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
        private static extern int sqnet_host_stage_nanoseconds(IntPtr host, int stage, out uint nanoseconds);

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
    }
}
