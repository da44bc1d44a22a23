using System;
using CameraNode.Tests;
using SqueezeNet.Embedded;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace SqueezeNet.Embedded.Tests.Shared
{
    /// <summary>Frames and the camera's description of them.</summary>
    [TestClass]
    public class PixelTests
    {
        [TestMethod]
        public void AllFormatsOfTheSameImageScoreAlike()
        {
            // Gray 28 in every format that can hold it: RGB565 widens 3 (5 bits) to 24 and 7 (6 bits) to 28.
            int[] gray = Run(Fill(64, 28), PixelFormat.Gray8);
            int[] rgb = Run(Fill(192, 28), PixelFormat.Rgb888);
            Assert.AreEqual(gray[0], rgb[0]);
            Assert.AreEqual(gray[1], rgb[1]);
            byte[] little = new byte[128];
            byte[] big = new byte[128];
            for (int i = 0; i < 128; i += 2)
            {
                little[i] = 0xE3;
                little[i + 1] = 0x18;
                big[i] = 0x18;
                big[i + 1] = 0xE3;
            }

            int[] expected = Run(little, PixelFormat.Rgb565LittleEndian);
            int[] swapped = Run(big, PixelFormat.Rgb565BigEndian);
            Assert.AreEqual(expected[0], swapped[0]);
            Assert.AreEqual(expected[1], swapped[1]);
        }

        [TestMethod]
        public void ImpossibleFramesAreRefused()
        {
            Throws.Exception(typeof(ImageException), () => new Frame(new byte[10], 0, 1, PixelFormat.Gray8));
            Throws.Exception(typeof(ImageException), () => new Frame(new byte[10], 1, 5000, PixelFormat.Gray8));
            Throws.Exception(typeof(ImageException), () => new Frame(new byte[10], 4, 3, PixelFormat.Gray8));
            Throws.Exception(typeof(ImageException), () => new Frame(new byte[10], 2, 2, (PixelFormat)9));
            Throws.Exception(typeof(ArgumentNullException), () => new Frame(null!, 2, 2, PixelFormat.Gray8));
        }

        [TestMethod]
        public void WiringOfBoardsIsKnown()
        {
            foreach (string name in CameraBoards.Names)
            {
                Assert.AreEqual(CameraPins.Count, CameraBoards.Find(name).ToArray().Length);
            }

            Throws.Exception(typeof(ArgumentException), () => CameraBoards.Find("toaster"));
            Throws.Exception(typeof(ArgumentException), () => new CameraPins(new int[16]));
        }

        [TestMethod]
        public void FirmwareWithoutACameraSaysSo()
        {
            CameraException e = (CameraException)Throws.Exception(
                typeof(CameraException),
                () => new Camera(CameraBoards.Find("esp32-s3-eye"), new CameraOptions()));
            Assert.AreEqual((int)ErrorCode.Unsupported, (int)e.Code);
        }

        private static byte[] Fill(int count, byte value)
        {
            byte[] bytes = new byte[count];
            for (int i = 0; i < count; i++)
            {
                bytes[i] = value;
            }

            return bytes;
        }

        private static int[] Run(byte[] pixels, PixelFormat format)
        {
            Network network = Network.Open(TinyModel.ToBlob(), Backend.Managed);
            network.Classify(new Frame(pixels, 8, 8, format));
            int[] scores = network.Scores;
            network.Dispose();
            return scores;
        }
    }
}
