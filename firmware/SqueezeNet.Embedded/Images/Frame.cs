using System;

namespace SqueezeNet.Embedded
{
    /// <summary>An image in memory, for example a camera's frame buffer.</summary>
    public class Frame
    {
        /// <summary>Greatest width and height.</summary>
        public const int MaxSide = 4096;

        private byte[]? pixels;

        /// <summary>Describes an image whose rows follow each other without gaps.</summary>
        /// <param name="pixels">The image. It is kept, not copied.</param>
        /// <param name="width">Pixels in a row, 1..4096.</param>
        /// <param name="height">Rows, 1..4096.</param>
        /// <param name="format">How pixels are stored.</param>
        /// <exception cref="ImageException">The numbers do not fit together.</exception>
        public Frame(byte[] pixels, int width, int height, PixelFormat format)
            : this(pixels, width, height, width * BytesPerPixel(format), format)
        {
        }

        /// <summary>Describes an image.</summary>
        /// <param name="pixels">The image. It is kept, not copied.</param>
        /// <param name="width">Pixels in a row, 1..4096.</param>
        /// <param name="height">Rows, 1..4096.</param>
        /// <param name="stride">Bytes from the start of a row to the start of the next.</param>
        /// <param name="format">How pixels are stored.</param>
        /// <exception cref="ImageException">The numbers do not fit together.</exception>
        public Frame(byte[] pixels, int width, int height, int stride, PixelFormat format)
        {
            if (pixels == null)
            {
                throw new ArgumentNullException(nameof(pixels));
            }

            this.pixels = pixels;
            Width = width;
            Height = height;
            Stride = stride;
            Format = format;
            Check(pixels.Length);
        }

        /// <summary>Describes an image outside managed memory.</summary>
        private protected Frame(int bytes, int width, int height, PixelFormat format)
        {
            pixels = null;
            Width = width;
            Height = height;
            Stride = width * BytesPerPixel(format);
            Format = format;
            Check(bytes);
        }

        /// <summary>The image's bytes. A camera's frame is copied to managed memory by this.</summary>
        public byte[] Pixels
        {
            get
            {
                if (pixels == null)
                {
                    pixels = Copy();
                }

                return pixels;
            }
        }

        /// <summary>Pixels in a row, 1..4096.</summary>
        public int Width { get; }

        /// <summary>Rows, 1..4096.</summary>
        public int Height { get; }

        /// <summary>Bytes from the start of a row to the start of the next.</summary>
        public int Stride { get; }

        /// <summary>How pixels are stored.</summary>
        public PixelFormat Format { get; }

        /// <summary>Bytes of a pixel, 1..3; 0 for an unknown format.</summary>
        public static int BytesPerPixel(PixelFormat format)
        {
            switch (format)
            {
                case PixelFormat.Rgb888:
                    return 3;
                case PixelFormat.Rgb565LittleEndian:
                case PixelFormat.Rgb565BigEndian:
                    return 2;
                case PixelFormat.Gray8:
                    return 1;
                default:
                    return 0;
            }
        }

        /// <summary>Copies an image that is outside managed memory.</summary>
        private protected virtual byte[] Copy()
        {
            throw new InvalidOperationException();
        }

        private void Check(int bytes)
        {
            int pixelBytes = BytesPerPixel(Format);
            if (pixelBytes == 0)
            {
                throw new ImageException($"Pixel format {(int)Format} is unknown; use one of PixelFormat.");
            }

            if (Width < 1 || Width > MaxSide || Height < 1 || Height > MaxSide)
            {
                throw new ImageException(
                    $"A frame of {Width} x {Height} is impossible; both sides must be 1..{MaxSide}.");
            }

            if (Stride < Width * pixelBytes)
            {
                throw new ImageException(
                    $"A stride of {Stride} bytes is less than a row; give at least {Width * pixelBytes}.");
            }

            long needed = ((long)(Height - 1) * Stride) + (Width * pixelBytes);
            if (bytes < needed)
            {
                throw new ImageException(
                    $"{bytes} bytes are too few for this frame of {needed}; check its size and format.");
            }
        }
    }
}
