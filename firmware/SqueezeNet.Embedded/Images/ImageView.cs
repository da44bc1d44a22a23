using System;

namespace SqueezeNet.Embedded
{
    /// <summary>
    /// What a network sees of frames: the frame turned, and all of it or a region (SPEC 2). A region takes the place of
    /// the model's own crop and has the shape of the network's input.
    /// </summary>
    public sealed class ImageView
    {
        /// <summary>The whole of x, y and size.</summary>
        public const int Whole = 1000;

        /// <summary>Frames as they are.</summary>
        public static readonly ImageView Default = new ImageView(0);

        /// <summary>Sees the middle of the turned frame, as the model wants it.</summary>
        /// <param name="rotate">0, 90, 180 or 270 degrees, clockwise.</param>
        /// <exception cref="ArgumentOutOfRangeException">It is another angle.</exception>
        public ImageView(int rotate)
        {
            if (rotate != 0 && rotate != 90 && rotate != 180 && rotate != 270)
            {
                throw new ArgumentOutOfRangeException(nameof(rotate));
            }

            Rotate = rotate;
        }

        /// <summary>Sees a region of the turned frame.</summary>
        /// <param name="rotate">0, 90, 180 or 270 degrees, clockwise.</param>
        /// <param name="x">Its left edge in per mille of the turned frame's width; x + size is at most 1000.</param>
        /// <param name="y">Its upper edge in per mille of the height, 0..1000.</param>
        /// <param name="size">Its width in per mille of the width, 1..1000.</param>
        /// <exception cref="ArgumentOutOfRangeException">One of them is impossible.</exception>
        public ImageView(int rotate, int x, int y, int size)
            : this(rotate)
        {
            if (size < 1 || size > Whole)
            {
                throw new ArgumentOutOfRangeException(nameof(size));
            }

            if (x < 0 || x > Whole - size)
            {
                throw new ArgumentOutOfRangeException(nameof(x));
            }

            if (y < 0 || y > Whole)
            {
                throw new ArgumentOutOfRangeException(nameof(y));
            }

            X = x;
            Y = y;
            Size = size;
        }

        /// <summary>How far frames are turned clockwise, in degrees.</summary>
        public int Rotate { get; }

        /// <summary>The region's left edge in per mille of the turned frame's width.</summary>
        public int X { get; }

        /// <summary>Its upper edge in per mille of the turned frame's height.</summary>
        public int Y { get; }

        /// <summary>Its width in per mille of the turned frame's width; 0 if the model's own crop is seen.</summary>
        public int Size { get; }

        private bool IsUpright
        {
            get { return Rotate == 0 || Rotate == 180; }
        }

        /// <summary>The part of the turned frame that is seen.</summary>
        /// <param name="width">Of the frame before it is turned, 1..4096.</param>
        /// <param name="height">Of the frame before it is turned, 1..4096.</param>
        /// <param name="header">The model's.</param>
        public CropRectangle Rectangle(int width, int height, BlobHeader header)
        {
            return Rectangle(
                width, height, header.Width, header.Height, header.CropNumerator, header.CropDenominator);
        }

        /// <summary>The same part in the frame as it is.</summary>
        public CropRectangle SourceRectangle(int width, int height, BlobHeader header)
        {
            CropRectangle seen = Rectangle(width, height, header);
            switch (Rotate)
            {
                case 90:
                    return new CropRectangle(
                        seen.Top, height - seen.Left - seen.Width, seen.Height, seen.Width);
                case 180:
                    return new CropRectangle(
                        width - seen.Left - seen.Width, height - seen.Top - seen.Height, seen.Width, seen.Height);
                case 270:
                    return new CropRectangle(width - seen.Top - seen.Height, seen.Left, seen.Height, seen.Width);
                default:
                    return seen;
            }
        }

        /// <summary>The part of the turned frame that an input of some size and crop fraction sees.</summary>
        internal CropRectangle Rectangle(
            int width, int height, int inputWidth, int inputHeight, int numerator, int denominator)
        {
            int turnedWidth = TurnedWidth(width, height);
            int turnedHeight = TurnedHeight(width, height);
            return Size == 0
                ? new CropRectangle(turnedWidth, turnedHeight, inputWidth, inputHeight, numerator, denominator)
                : Region(turnedWidth, turnedHeight, inputWidth, inputHeight);
        }

        /// <summary>Width of a frame after it is turned.</summary>
        internal int TurnedWidth(int width, int height)
        {
            return IsUpright ? width : height;
        }

        /// <summary>Height of a frame after it is turned.</summary>
        internal int TurnedHeight(int width, int height)
        {
            return IsUpright ? height : width;
        }

        /// <summary>Whether another view sees the same.</summary>
        internal bool IsSame(ImageView other)
        {
            return Rotate == other.Rotate && X == other.X && Y == other.Y && Size == other.Size;
        }

        private static int Lesser(int a, int b)
        {
            return a < b ? a : b;
        }

        private static int PerMille(int side, int part)
        {
            return ((side * part) + (Whole / 2)) / Whole;
        }

        private CropRectangle Region(int turnedWidth, int turnedHeight, int inputWidth, int inputHeight)
        {
            int asked = PerMille(turnedWidth, Size);
            asked = asked < 1 ? 1 : asked;
            int width = asked;
            int height = ((asked * inputHeight) + (inputWidth / 2)) / inputWidth;
            height = height < 1 ? 1 : height;
            if (height > turnedHeight)
            {
                height = turnedHeight;
                width = Lesser(((height * inputWidth) + (inputHeight / 2)) / inputHeight, asked);
                width = width < 1 ? 1 : width;
            }

            int left = Lesser(PerMille(turnedWidth, X), turnedWidth - asked);
            int top = Lesser(PerMille(turnedHeight, Y), turnedHeight - height);
            return new CropRectangle(left + ((asked - width) / 2), top, width, height);
        }
    }
}
