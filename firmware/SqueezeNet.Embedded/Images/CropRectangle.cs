namespace SqueezeNet.Embedded
{
    /// <summary>The part of an image that the network sees, in source pixels (SPEC 2).</summary>
    public sealed class CropRectangle
    {
        /// <summary>Takes the centred rectangle of the network's aspect ratio, scaled by a fraction.</summary>
        /// <param name="sourceWidth">1..4096.</param>
        /// <param name="sourceHeight">1..4096.</param>
        /// <param name="width">Width of the network's input.</param>
        /// <param name="height">Height of the network's input.</param>
        /// <param name="numerator">1..denominator.</param>
        /// <param name="denominator">1..65535.</param>
        public CropRectangle(
            int sourceWidth, int sourceHeight, int width, int height, int numerator, int denominator)
        {
            if (sourceWidth * height >= sourceHeight * width)
            {
                Height = Scale(sourceHeight, numerator, denominator);
                Width = Limit(((Height * width) + (height / 2)) / height, sourceWidth);
            }
            else
            {
                Width = Scale(sourceWidth, numerator, denominator);
                Height = Limit(((Width * height) + (width / 2)) / width, sourceHeight);
            }

            Left = (sourceWidth - Width) / 2;
            Top = (sourceHeight - Height) / 2;
        }

        /// <summary>Takes a rectangle that is known.</summary>
        internal CropRectangle(int left, int top, int width, int height)
        {
            Left = left;
            Top = top;
            Width = width;
            Height = height;
        }

        /// <summary>First column.</summary>
        public int Left { get; }

        /// <summary>First row.</summary>
        public int Top { get; }

        /// <summary>Columns.</summary>
        public int Width { get; }

        /// <summary>Rows.</summary>
        public int Height { get; }

        private static int Scale(int length, int numerator, int denominator)
        {
            int scaled = ((length * numerator) + (denominator / 2)) / denominator;
            return scaled < 1 ? 1 : scaled;
        }

        private static int Limit(int length, int highest)
        {
            return length < 1 ? 1 : length > highest ? highest : length;
        }
    }
}
