using System;

namespace SqueezeNet.Embedded
{
    /// <summary>
    /// The wiring of common boards, as their makers publish it. Others need no code: give their pins to
    /// <see cref="CameraPins"/>.
    /// </summary>
    public static class CameraBoards
    {
        private static readonly string[] Boards = new string[]
        {
            "esp32-s3-eye", "freenove-esp32-s3", "xiao-esp32s3-sense",
        };

        private static readonly int[][] Wirings = new int[][]
        {
            new int[] { -1, -1, 15, 4, 5, 11, 9, 8, 10, 12, 18, 17, 16, 6, 7, 13 },
            new int[] { -1, -1, 15, 4, 5, 11, 9, 8, 10, 12, 18, 17, 16, 6, 7, 13 },
            new int[] { -1, -1, 10, 40, 39, 15, 17, 18, 16, 14, 12, 11, 48, 38, 47, 13 },
        };

        /// <summary>Names of the boards that are known.</summary>
        public static string[] Names
        {
            get { return (string[])Boards.Clone(); }
        }

        /// <summary>Wiring of a board.</summary>
        /// <param name="name">One of <see cref="Names"/>.</param>
        /// <exception cref="ArgumentException">
        /// There is no such board; the message lists those that are known.
        /// </exception>
        public static CameraPins Find(string name)
        {
            string known = string.Empty;
            for (int i = 0; i < Boards.Length; i++)
            {
                if (Boards[i] == name)
                {
                    return new CameraPins(Wirings[i]);
                }

                known += (i == 0 ? string.Empty : ", ") + Boards[i];
            }

            throw new ArgumentException($"The board '{name}' is not known; give its pins, or one of: {known}.");
        }
    }
}
