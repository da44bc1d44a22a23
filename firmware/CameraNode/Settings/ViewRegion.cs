using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>A part of the turned frame, in per mille of it (SPEC 2).</summary>
    public sealed class ViewRegion
    {
        /// <summary>Longest name: it is a part of topics.</summary>
        public const int LongestName = 32;

        /// <summary>Describes a region; what is wrong with it is told by the settings' check.</summary>
        /// <param name="name">Of several regions; empty for the only one.</param>
        /// <param name="x">Left edge in per mille of the width.</param>
        /// <param name="y">Upper edge in per mille of the height.</param>
        /// <param name="size">Width in per mille of the width.</param>
        public ViewRegion(string name, int x, int y, int size)
        {
            Name = name;
            X = x;
            Y = y;
            Size = size;
        }

        /// <summary>Its name, empty for the only one.</summary>
        public string Name { get; }

        /// <summary>Left edge in per mille of the width.</summary>
        public int X { get; }

        /// <summary>Upper edge in per mille of the height.</summary>
        public int Y { get; }

        /// <summary>Width in per mille of the width; the network's shape gives the height.</summary>
        public int Size { get; }

        /// <summary>What is wrong with it, as a sentence; empty if nothing.</summary>
        internal string Fault(bool isNamed)
        {
            if (isNamed && !IsName(Name))
            {
                return $"A region's name must be 1..{LongestName} letters, digits, '-' or '_': it is a part of topics.";
            }

            if (Size < 1 || Size > ImageView.Whole)
            {
                return $"size is {Size}; it must be 1..{ImageView.Whole}.";
            }

            if (X < 0 || X > ImageView.Whole - Size)
            {
                return $"x is {X} and size {Size}: the region leaves the frame; x must be 0.."
                    + (ImageView.Whole - Size) + ".";
            }

            return Y < 0 || Y > ImageView.Whole ? $"y is {Y}; it must be 0..{ImageView.Whole}." : string.Empty;
        }

        /// <summary>The region as JSON.</summary>
        internal string ToJson()
        {
            JsonText text = new JsonText();
            if (Name.Length > 0)
            {
                text.Add("name", Name);
            }

            return text.Add("x", X).Add("y", Y).Add("size", Size).ToString();
        }

        private static bool IsName(string name)
        {
            for (int i = 0; i < name.Length; i++)
            {
                char c = name[i];
                bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
                if (!isLetter && (c < '0' || c > '9') && c != '-' && c != '_')
                {
                    return false;
                }
            }

            return name.Length >= 1 && name.Length <= LongestName;
        }
    }
}
