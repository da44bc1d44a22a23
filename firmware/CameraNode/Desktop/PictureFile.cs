using System;
using System.IO;
using System.Runtime.InteropServices;
using SqueezeNet.Embedded;

namespace CameraNode.Desktop
{
    /// <summary>Reads picture files with libsqnet.</summary>
    internal static class PictureFile
    {
        private const string Library = "sqnet";
        private const int MaxPixels = Frame.MaxSide * Frame.MaxSide;

        /// <summary>Reads a JPEG, PNG, BMP or PNM file.</summary>
        /// <exception cref="IOException">It cannot be read.</exception>
        /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
        /// <exception cref="ImageException">It is not a picture, damaged or too large.</exception>
        public static Frame Read(string path)
        {
            byte[] file = File.ReadAllBytes(path);
            int error = sqnet_host_decode(file, file.Length, MaxPixels, out int width, out int height, out IntPtr rgb);
            if (error != 0)
            {
                throw new ImageException(Marshal.PtrToStringUTF8(sqnet_host_decode_reason()) ?? "not a picture");
            }

            try
            {
                byte[] pixels = new byte[3 * width * height];
                Marshal.Copy(rgb, pixels, 0, pixels.Length);
                return new Frame(pixels, width, height, PixelFormat.Rgb888);
            }
            finally
            {
                sqnet_host_free(rgb);
            }
        }

        [DllImport(Library)]
        private static extern int sqnet_host_decode(
            byte[] file, int size, int maxPixels, out int width, out int height, out IntPtr rgb);

        [DllImport(Library)]
        private static extern IntPtr sqnet_host_decode_reason();

        [DllImport(Library)]
        private static extern void sqnet_host_free(IntPtr rgb);
    }
}
