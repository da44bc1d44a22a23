namespace SqueezeNet.Embedded
{
    /// <summary>A frame as the network's input: cropped, resampled and converted row by row (SPEC 2).</summary>
    public sealed class ImageSource : RowSource
    {
        private readonly Frame frame;
        private readonly ImageView view;
        private readonly ResampleAxis horizontal;
        private readonly ResampleAxis vertical;
        private readonly int width;
        private readonly int height;

        /// <summary>Prepares a frame for a model.</summary>
        public ImageSource(Frame frame, BlobHeader header)
            : this(frame, ImageView.Default, header)
        {
        }

        /// <summary>Prepares what a view has of a frame for a model.</summary>
        public ImageSource(Frame frame, ImageView view, BlobHeader header)
            : this(frame, view, view.Rectangle(frame.Width, frame.Height, header), header.Width, header.Height)
        {
        }

        /// <summary>Prepares a frame for an input of the given size.</summary>
        /// <param name="frame">The image.</param>
        /// <param name="width">Columns of the network's input, 1..1024.</param>
        /// <param name="height">Rows of the network's input, 1..1024.</param>
        /// <param name="cropNumerator">1..cropDenominator.</param>
        /// <param name="cropDenominator">1..65535.</param>
        public ImageSource(Frame frame, int width, int height, int cropNumerator, int cropDenominator)
            : this(
                frame,
                ImageView.Default,
                new CropRectangle(frame.Width, frame.Height, width, height, cropNumerator, cropDenominator),
                width,
                height)
        {
        }

        /// <summary>Prepares a part of a turned frame for an input of the given size.</summary>
        internal ImageSource(Frame frame, ImageView view, CropRectangle crop, int width, int height)
        {
            this.frame = frame;
            this.view = view;
            this.width = width;
            this.height = height;
            Crop = crop;
            int turnedWidth = view.TurnedWidth(frame.Width, frame.Height);
            int turnedHeight = view.TurnedHeight(frame.Width, frame.Height);
            horizontal = new ResampleAxis(crop.Left, crop.Width, turnedWidth, width);
            vertical = new ResampleAxis(crop.Top, crop.Height, turnedHeight, height);
        }

        /// <summary>The part of the turned frame that is used.</summary>
        public CropRectangle Crop { get; }

        /// <inheritdoc/>
        public override bool Read(int y, sbyte[] row)
        {
            if (y < 0 || y >= height || row.Length < 3 * width)
            {
                return false;
            }

            for (int x = 0; x < width; x++)
            {
                int rgb = Resample(x, y);
                row[3 * x] = (sbyte)((rgb >> 16) - 128);
                row[(3 * x) + 1] = (sbyte)(((rgb >> 8) & 255) - 128);
                row[(3 * x) + 2] = (sbyte)((rgb & 255) - 128);
            }

            return true;
        }

        /// <summary>One output pixel as 0xRRGGBB. Sums stay below 2^32 for sources up to 4096 pixels wide.</summary>
        private int Resample(int x, int y)
        {
            uint red = 0;
            uint green = 0;
            uint blue = 0;
            for (int jy = vertical.First(y); jy <= vertical.Last(y); jy++)
            {
                uint rowWeight = vertical.Weight(y, jy);
                for (int jx = horizontal.First(x); jx <= horizontal.Last(x); jx++)
                {
                    uint weight = rowWeight * horizontal.Weight(x, jx);
                    int pixel = TurnedPixel(horizontal.Source(jx), vertical.Source(jy));
                    red += weight * (uint)(pixel >> 16);
                    green += weight * (uint)((pixel >> 8) & 255);
                    blue += weight * (uint)(pixel & 255);
                }
            }

            uint total = horizontal.Total * vertical.Total;
            return (Divide(red, total) << 16) | (Divide(green, total) << 8) | Divide(blue, total);
        }

        private static int Divide(uint sum, uint total)
        {
            return (int)((sum + (total / 2)) / total);
        }

        /// <summary>A pixel of the turned frame as 0xRRGGBB.</summary>
        private int TurnedPixel(int x, int y)
        {
            switch (view.Rotate)
            {
                case 90:
                    return SourcePixel(y, frame.Height - 1 - x);
                case 180:
                    return SourcePixel(frame.Width - 1 - x, frame.Height - 1 - y);
                case 270:
                    return SourcePixel(frame.Width - 1 - y, x);
                default:
                    return SourcePixel(x, y);
            }
        }

        /// <summary>A pixel of the frame as 0xRRGGBB.</summary>
        private int SourcePixel(int x, int y)
        {
            byte[] pixels = frame.Pixels;
            int row = y * frame.Stride;
            switch (frame.Format)
            {
                case PixelFormat.Rgb888:
                    int at = row + (3 * x);
                    return (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
                case PixelFormat.Rgb565LittleEndian:
                    return Widen(pixels[row + (2 * x)] | (pixels[row + (2 * x) + 1] << 8));
                case PixelFormat.Rgb565BigEndian:
                    return Widen((pixels[row + (2 * x)] << 8) | pixels[row + (2 * x) + 1]);
                default:
                    return pixels[row + x] * 0x010101;
            }
        }

        /// <summary>RGB565 to 0xRRGGBB; the upper bits of each channel are repeated below.</summary>
        private static int Widen(int rgb565)
        {
            int r5 = rgb565 >> 11;
            int g6 = (rgb565 >> 5) & 63;
            int b5 = rgb565 & 31;
            int r8 = (r5 << 3) | (r5 >> 2);
            int g8 = (g6 << 2) | (g6 >> 4);
            int b8 = (b5 << 3) | (b5 >> 2);
            return (r8 << 16) | (g8 << 8) | b8;
        }
    }
}
