using System;
using SqueezeNet.Embedded;

namespace SqueezeNet.Embedded.Tests.Shared
{
    /// <summary>
    /// The network of HandMadeNetwork.cs as a blob, for places without files: two stages, input 8 x 8, classes cat and
    /// dog.
    /// </summary>
    internal static class TinyModel
    {
        /// <summary>Scores of a frame of the constant pixel (28, 0, 255), computed by hand.</summary>
        public static readonly int[] Scores = new int[] { 552, 144 };

        private const int Bytes = 4096;

        // What is not zero: offset:bytes.
        private const string Content =
            "0:53514E5401009000001000006204E3290800080007000800FCF4E80002000200700600000AD7233C300D 48:68616E64 "
            + "80:90 85:01000090010000F0 96:80020000300D0000B00F000020 112:D00F000008 120:E00F000010 128:F00F00000C "
            + "144:01 148:08000800080008000800080001 168:40 172:D00400000300100001000101010080 "
            + "240:10001000010001010100008030 256:30 272:0A 276:08000800080008000800080001 292:40 "
            + "300:D00400001000100001000101010080003001000060 336:1000100001000303010180003002000090 "
            + "368:200010000200010101 380:300B0000C0 400:0101 440:01 "
            + "448:85FF0FF8FF80FF0FF8FF80FF0FF8FF8080FF0FF8FF80FF0FF8FF80FF0FF8FF80FF0FF8FFFF0FF8FF 496:80 544:8404 "
            + "584:03 592:B0FFEFFCFF 632:02 640:02 688:03 944:01 1200:01 1456:01 1712:01 1968:01 2224:01 2480:01 "
            + "2736:01 2992:01 3248:01 3504:01 3761:01 4016:01 "
            + "4020:FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0363617403646F67 4064:01 4068:AF4F9212 "
            + "4076:D0040000736F757263653D746573740A";

        /// <summary>A new copy of the blob.</summary>
        public static byte[] ToBlob()
        {
            byte[] blob = new byte[Bytes];
            foreach (string run in Content.Split(' '))
            {
                int colon = run.IndexOf(':');
                int at = int.Parse(run.Substring(0, colon));
                for (int i = colon + 1; i < run.Length; i += 2)
                {
                    blob[at] = (byte)((Digit(run[i]) << 4) | Digit(run[i + 1]));
                    at++;
                }
            }

            return blob;
        }

        /// <summary>A frame of the constant pixel.</summary>
        public static Frame MakeFrame(int width, int height)
        {
            byte[] pixels = new byte[3 * width * height];
            for (int i = 0; i < pixels.Length; i += 3)
            {
                pixels[i] = 28;
                pixels[i + 2] = 255;
            }

            return new Frame(pixels, width, height, PixelFormat.Rgb888);
        }

        private static int Digit(char c)
        {
            return c <= '9' ? c - '0' : c - 'A' + 10;
        }
    }
}
