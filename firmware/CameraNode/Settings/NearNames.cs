namespace CameraNode
{
    /// <summary>One of several names.</summary>
    /// <param name="index">0 .. their number - 1.</param>
    internal delegate string NameAt(int index);

    /// <summary>Finds what was probably meant by a name that there is not.</summary>
    internal static class NearNames
    {
        /// <summary>More changes than this make another word, not a slip.</summary>
        private const int MostSlips = 3;

        /// <summary>The name itself if it is one of several, else the nearest of them; empty if none is near.</summary>
        public static string Nearest(string name, int count, NameAt names)
        {
            int best = Slips(name) + 1;
            string nearest = string.Empty;
            for (int i = 0; i < count; i++)
            {
                string other = names(i);
                if (other == name)
                {
                    return name;
                }

                // One that is much longer or shorter cannot be near.
                bool isAlike = other.Length > name.Length - best && other.Length < name.Length + best;
                int distance = isAlike ? Distance(name, other) : best;
                nearest = distance < best ? other : nearest;
                best = distance < best ? distance : best;
            }

            return nearest;
        }

        /// <summary>The most slips that a name may have: a short one that is half wrong is another word.</summary>
        private static int Slips(string name)
        {
            return name.Length / 2 < MostSlips ? name.Length / 2 : MostSlips;
        }

        /// <summary>Letters to insert, remove or replace (Levenshtein), upper and lower case alike.</summary>
        private static int Distance(string first, string second)
        {
            string a = first.ToLower();
            string b = second.ToLower();
            int[] row = new int[b.Length + 1];
            for (int j = 0; j <= b.Length; j++)
            {
                row[j] = j;
            }

            for (int i = 1; i <= a.Length; i++)
            {
                int diagonal = row[0];
                row[0] = i;
                for (int j = 1; j <= b.Length; j++)
                {
                    int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                    diagonal = row[j];
                    int moved = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
                    row[j] = replaced < moved ? replaced : moved;
                }
            }

            return row[b.Length];
        }
    }
}
