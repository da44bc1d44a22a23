using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SqueezeNet.Embedded
{
    /// <summary>
    /// <see cref="ImageSource"/>, bit for bit, in a time that the network is worth: rows are weighted first, then
    /// columns, which gives the same sums as both at once.
    /// </summary>
    internal sealed unsafe class VectorImage : RowSource
    {
        private const int VectorBytes = 16;

        private readonly int width;
        private readonly int height;
        private readonly ImageView view;
        private readonly CropRectangle crop;
        private readonly AxisTable horizontal;
        private readonly AxisTable vertical;
        private readonly int firstColumn;
        private readonly byte[] row;
        private readonly uint[] sums;
        private Frame frame;

        /// <summary>Prepares a frame for an input of the given size, as <see cref="ImageSource"/> does.</summary>
        public VectorImage(Frame frame, int width, int height, int cropNumerator, int cropDenominator)
            : this(
                frame,
                ImageView.Default,
                new CropRectangle(frame.Width, frame.Height, width, height, cropNumerator, cropDenominator),
                width,
                height)
        {
        }

        /// <summary>Prepares a part of a turned frame.</summary>
        public VectorImage(Frame frame, ImageView view, CropRectangle crop, int width, int height)
        {
            this.frame = frame;
            this.view = view;
            this.crop = crop;
            this.width = width;
            this.height = height;
            int turnedWidth = view.TurnedWidth(frame.Width, frame.Height);
            int turnedHeight = view.TurnedHeight(frame.Width, frame.Height);
            horizontal = new AxisTable(new ResampleAxis(crop.Left, crop.Width, turnedWidth, width), width);
            vertical = new AxisTable(new ResampleAxis(crop.Top, crop.Height, turnedHeight, height), height);
            firstColumn = horizontal.Sources[0];
            row = new byte[3 * (horizontal.Sources[^1] - firstColumn + 1)];
            sums = new uint[row.Length + 1]; // A pixel is read as four values.
        }

        /// <summary>Takes another frame.</summary>
        /// <returns>Whether it is of the same kind and seen alike; if not, nothing changes.</returns>
        public bool Take(Frame next, ImageView nextView)
        {
            if (next.Width != frame.Width || next.Height != frame.Height || next.Format != frame.Format
                || !nextView.IsSame(view))
            {
                return false;
            }

            frame = next;
            return true;
        }

        /// <inheritdoc/>
        public override bool Read(int y, sbyte[] row)
        {
            if (y < 0 || y >= height || row.Length < 3 * width)
            {
                return false;
            }

            if (crop.Width == width && crop.Height == height)
            {
                Copy(SourceRow(crop.Top + y), row.AsSpan(0, 3 * width));
                return true;
            }

            Array.Clear(sums);
            for (int tap = vertical.First(y); tap < vertical.First(y + 1); tap++)
            {
                AddRow(SourceRow(vertical.Sources[tap]), vertical.Weights[tap], sums);
            }

            WeighColumns(row);
            return true;
        }

        /// <summary>The columns that are used of a row of the turned frame, as R, G, B.</summary>
        private ReadOnlySpan<byte> SourceRow(int y)
        {
            if (view.Rotate != 0)
            {
                return TurnedRow(y);
            }

            int bytes = Frame.BytesPerPixel(frame.Format);
            int columns = row.Length / 3;
            int start = (y * frame.Stride) + (bytes * firstColumn);
            ReadOnlySpan<byte> source = frame.Pixels.AsSpan(start, bytes * columns);
            if (frame.Format == PixelFormat.Rgb888)
            {
                return source;
            }

            for (int x = 0; x < columns; x++)
            {
                Widen(source.Slice(bytes * x, bytes), row.AsSpan(3 * x, 3));
            }

            return row;
        }

        private ReadOnlySpan<byte> TurnedRow(int y)
        {
            int bytes = Frame.BytesPerPixel(frame.Format);
            int right = (frame.Width - 1) * bytes;
            int bottom = (frame.Height - 1) * frame.Stride;
            (int start, int step) = view.Rotate switch
            {
                90 => (bottom + (y * bytes), -frame.Stride),
                180 => (bottom + right - (y * frame.Stride), -bytes),
                _ => (right - (y * bytes), frame.Stride),
            };
            ReadOnlySpan<byte> pixels = frame.Pixels;
            int at = start + (firstColumn * step);
            for (int x = 0; x < row.Length; x += 3)
            {
                Widen(pixels.Slice(at, bytes), row.AsSpan(x, 3));
                at += step;
            }

            return row;
        }

        private void Widen(ReadOnlySpan<byte> pixel, Span<byte> rgb)
        {
            if (frame.Format == PixelFormat.Gray8)
            {
                rgb.Fill(pixel[0]);
                return;
            }

            if (frame.Format == PixelFormat.Rgb888)
            {
                pixel.CopyTo(rgb);
                return;
            }

            bool isLittle = frame.Format == PixelFormat.Rgb565LittleEndian;
            int rgb565 = isLittle ? pixel[0] | (pixel[1] << 8) : (pixel[0] << 8) | pixel[1];
            int r5 = rgb565 >> 11;
            int g6 = (rgb565 >> 5) & 63;
            int b5 = rgb565 & 31;
            rgb[0] = (byte)((r5 << 3) | (r5 >> 2));
            rgb[1] = (byte)((g6 << 2) | (g6 >> 4));
            rgb[2] = (byte)((b5 << 3) | (b5 >> 2));
        }

        /// <summary>Nothing is scaled. q = pixel - 128.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Copy(ReadOnlySpan<byte> from, Span<sbyte> to)
        {
            int i = 0;
            for (; i + VectorBytes <= to.Length; i += VectorBytes)
            {
                Vector128<byte> pixels = Vector128.Create(from.Slice(i, VectorBytes));
                (pixels ^ Vector128.Create((byte)0x80)).AsSByte().CopyTo(to.Slice(i, VectorBytes));
            }

            for (; i < to.Length; i++)
            {
                to[i] = (sbyte)(from[i] ^ 0x80);
            }
        }

        /// <summary>Adds a row, weighted. <paramref name="sums"/> is longer than the row.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void AddRow(ReadOnlySpan<byte> source, uint weight, uint[] sums)
        {
            fixed (byte* from = source)
            fixed (uint* to = sums)
            {
                int i = 0;
                for (; i + VectorBytes <= source.Length; i += VectorBytes)
                {
                    (Vector128<ushort> lower, Vector128<ushort> upper) = Vector128.Widen(Vector128.Load(from + i));
                    (Vector128<uint> a, Vector128<uint> b) = Vector128.Widen(lower);
                    (Vector128<uint> c, Vector128<uint> d) = Vector128.Widen(upper);
                    (Vector128.Load(to + i) + (a * weight)).Store(to + i);
                    (Vector128.Load(to + i + 4) + (b * weight)).Store(to + i + 4);
                    (Vector128.Load(to + i + 8) + (c * weight)).Store(to + i + 8);
                    (Vector128.Load(to + i + 12) + (d * weight)).Store(to + i + 12);
                }

                for (; i < source.Length; i++)
                {
                    to[i] += from[i] * weight;
                }
            }
        }

        /// <summary>
        /// The sums as pixels. A quotient is at most 255 and lies half a divisor's part from any whole number, because
        /// 0.5 is added to the whole dividend: doubles, with 53 bits, cannot miss it.
        /// </summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void WeighColumns(sbyte[] row)
        {
            uint total = horizontal.Total * vertical.Total;
            double inverse = 1.0 / total;
            double half = (total / 2) + 0.5;
            int[] sources = horizontal.Sources;
            uint[] weights = horizontal.Weights;
            int tap = 0;
            fixed (uint* from = sums)
            {
                for (int x = 0; x < width; x++)
                {
                    Vector128<uint> sum = Vector128<uint>.Zero;
                    for (int end = horizontal.First(x + 1); tap < end; tap++)
                    {
                        sum += Vector128.Load(from + (3 * (sources[tap] - firstColumn))) * weights[tap];
                    }

                    for (int c = 0; c < 3; c++)
                    {
                        row[(3 * x) + c] = (sbyte)((int)((sum.GetElement(c) + half) * inverse) - 128);
                    }
                }
            }
        }
    }
}
