namespace CameraNode
{
    /// <summary>Regions of a setting: a value, equal to another with the same regions.</summary>
    public sealed class ViewRegions
    {
        private readonly ViewRegion[] all;

        /// <summary>Makes a value.</summary>
        /// <param name="all">In the order in which they are looked at.</param>
        public ViewRegions(ViewRegion[] all)
        {
            this.all = all;
        }

        /// <summary>How many there are.</summary>
        public int Count
        {
            get { return all.Length; }
        }

        /// <summary>One of them.</summary>
        /// <param name="index">0 .. Count - 1.</param>
        public ViewRegion At(int index)
        {
            return all[index];
        }

        /// <inheritdoc/>
        public override bool Equals(object? obj)
        {
            ViewRegions? other = obj as ViewRegions;
            return other != null && other.ToJson(true) == ToJson(true);
        }

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            return all.Length == 0 ? 0 : (all[0].X * 31) + all[0].Size + all.Length;
        }

        /// <summary>The regions as JSON: an array, or the only one.</summary>
        internal string ToJson(bool isList)
        {
            if (!isList)
            {
                return all[0].ToJson();
            }

            string text = "[";
            for (int i = 0; i < all.Length; i++)
            {
                text += (i == 0 ? string.Empty : ",") + all[i].ToJson();
            }

            return text + "]";
        }

        /// <summary>The last of two regions with one name, -1 if each has its own.</summary>
        internal int Twin()
        {
            for (int i = 1; i < all.Length; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    if (all[i].Name == all[j].Name)
                    {
                        return i;
                    }
                }
            }

            return -1;
        }
    }
}
