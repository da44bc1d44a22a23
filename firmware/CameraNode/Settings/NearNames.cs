namespace CameraNode
{
    /// <summary>Finds what was probably meant by a name that there is not.</summary>
    internal static class NearNames
    {
        /// <summary>More changes than this make another word, not a slip.</summary>
        private const int MostSlips = 3;

        /// <summary>The most slips that a name may have: a short one that is half wrong is another word.</summary>
        public static int Slips(string name)
        {
            return name.Length / 2 < MostSlips ? name.Length / 2 : MostSlips;
        }

        /// <summary>Letters to insert, remove or replace (Levenshtein), upper and lower case alike.</summary>
        public static int Distance(string first, string second)
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
