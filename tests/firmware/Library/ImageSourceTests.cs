using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Firmware.Library;

[TestClass]
public sealed class ImageSourceTests
{
    private const int MaxSide = 4096;

    [TestMethod]
    public void SameSizeIsTheIdentity()
    {
        Frame frame = RandomFrame(1, 31, 17, PixelFormat.Rgb888, 0);
        CollectionAssert.AreEqual(frame.Pixels, Pixels(frame, 31, 17, 1, 1));
    }

    [TestMethod]
    public void WholeCropOfTheCentreIsTheIdentity()
    {
        Frame frame = RandomFrame(2, 64, 40, PixelFormat.Rgb888, 0);
        byte[] expected = [.. Enumerable.Range(4, 32).SelectMany(y => frame.Pixels.Skip((y * 192) + 48).Take(96))];
        CollectionAssert.AreEqual(expected, Pixels(frame, 32, 32, 4, 5));
    }

    [TestMethod]
    [DataRow(100, 75, 32, 32, 7, 8)]
    [DataRow(31, 200, 24, 17, 3, 4)]
    [DataRow(9, 9, 40, 33, 1, 1)]
    [DataRow(1, 1, 8, 8, 1, 8)]
    [DataRow(2, 90, 30, 20, 2, 3)]
    [DataRow(320, 240, 224, 224, 224, 256)]
    [DataRow(7, 5, 224, 8, 1, 1)]
    public void ResamplingIsThatOfTheContinuousModel(
        int width, int height, int outWidth, int outHeight, int num, int den)
    {
        Frame frame = RandomFrame(width, width, height, PixelFormat.Rgb888, 5);
        byte[] pixels = Pixels(frame, outWidth, outHeight, num, den);
        CropRectangle crop = new(width, height, outWidth, outHeight, num, den);
        for (int y = 0; y < outHeight; y++)
        {
            double[] rows = AxisWeights(y, outHeight, crop.Top, crop.Height, height);
            for (int x = 0; x < outWidth; x++)
            {
                double[] columns = AxisWeights(x, outWidth, crop.Left, crop.Width, width);
                for (int c = 0; c < 3; c++)
                {
                    double expected = WeightedSum(frame, rows, columns, c);
                    Assert.AreEqual(expected, pixels[(((y * outWidth) + x) * 3) + c], 0.5 + 1e-9);
                }
            }
        }
    }

    [TestMethod]
    [DataRow(MaxSide, MaxSide, 8, 8)]
    [DataRow(MaxSide, 1, 8, 8)]
    [DataRow(1, MaxSide, 1024, 1024)]
    [DataRow(1023, 1025, 1024, 1024)]
    [DataRow(1, 1, 1024, 8)]
    public void ConstantsSurviveAnyResampling(int width, int height, int outWidth, int outHeight)
    {
        foreach (byte value in new byte[] { 0, 1, 128, 255 })
        {
            byte[] gray = new byte[width * height];
            Array.Fill(gray, value);
            ImageSource source = new(new Frame(gray, width, height, PixelFormat.Gray8), outWidth, outHeight, 1, 1);
            sbyte[] row = new sbyte[3 * outWidth];
            foreach (int y in new[] { 0, outHeight / 2, outHeight - 1 })
            {
                Assert.IsTrue(source.Read(y, row));
                Assert.IsTrue(row.All(q => q == value - 128));
            }
        }
    }

    [TestMethod]
    public void Rgb565IsWidenedInBothByteOrders()
    {
        for (int rgb565 = 0; rgb565 < 65536; rgb565 += 7)
        {
            byte[] little = [.. Enumerable.Repeat(new[] { (byte)rgb565, (byte)(rgb565 >> 8) }, 64).SelectMany(p => p)];
            byte[] big = [.. Enumerable.Repeat(new[] { (byte)(rgb565 >> 8), (byte)rgb565 }, 64).SelectMany(p => p)];
            byte[] expected =
            [
                (byte)Math.Floor((rgb565 >> 11) * 255 / 31.0 + 0.5),
                (byte)Math.Floor(((rgb565 >> 5) & 63) * 255 / 63.0 + 0.5),
                (byte)Math.Floor((rgb565 & 31) * 255 / 31.0 + 0.5),
            ];
            byte[] fromLittle = Pixels(new Frame(little, 8, 8, PixelFormat.Rgb565LittleEndian), 8, 8, 1, 1);
            byte[] fromBig = Pixels(new Frame(big, 8, 8, PixelFormat.Rgb565BigEndian), 8, 8, 1, 1);
            CollectionAssert.AreEqual(fromLittle, fromBig);
            for (int c = 0; c < 3; c++)
            {
                // Repeating the upper bits is within 1 of exact scaling, and exact at both ends.
                Assert.AreEqual(expected[c], fromLittle[c], 1.0);
                Assert.IsTrue(expected[c] is not (0 or 255) || fromLittle[c] == expected[c]);
            }
        }
    }

    [TestMethod]
    public void BytesBetweenRowsAreNotRead()
    {
        foreach (PixelFormat format in Enum.GetValues<PixelFormat>())
        {
            Frame tight = RandomFrame(9, 20, 12, format, 0);
            Frame wide = RandomFrame(8, 20, 12, format, 13);
            int rowBytes = tight.Stride;
            for (int y = 0; y < tight.Height; y++)
            {
                Array.Copy(tight.Pixels, y * rowBytes, wide.Pixels, y * wide.Stride, rowBytes);
            }

            CollectionAssert.AreEqual(Pixels(tight, 16, 16, 7, 8), Pixels(wide, 16, 16, 7, 8));
        }
    }

    [TestMethod]
    [DataRow(320, 240, 224, 224, 224, 256, 55, 15, 210, 210)]
    [DataRow(240, 320, 224, 224, 224, 256, 15, 55, 210, 210)]
    [DataRow(256, 256, 227, 227, 227, 256, 14, 14, 227, 227)]
    [DataRow(1, 4096, 1024, 8, 1, 65535, 0, 2047, 1, 1)]
    [DataRow(4096, 1, 8, 1024, 1, 1, 2047, 0, 1, 1)]
    [DataRow(640, 480, 320, 240, 1, 1, 0, 0, 640, 480)]
    public void CropIsCentredAndHasTheNetworksShape(
        int width, int height, int outWidth, int outHeight, int num, int den, int left, int top, int w, int h)
    {
        CropRectangle crop = new(width, height, outWidth, outHeight, num, den);
        Assert.AreEqual((left, top, w, h), (crop.Left, crop.Top, crop.Width, crop.Height));
    }

    [TestMethod]
    public void CropNeverLeavesTheFrame()
    {
        Random random = new(3);
        for (int i = 0; i < 20000; i++)
        {
            int width = random.Next(1, MaxSide + 1);
            int height = random.Next(1, MaxSide + 1);
            int den = random.Next(1, 65536);
            int num = random.Next(1, den + 1);
            CropRectangle crop = new(width, height, random.Next(8, 1025), random.Next(8, 1025), num, den);
            Assert.IsTrue(crop.Left >= 0 && crop.Top >= 0 && crop.Width >= 1 && crop.Height >= 1);
            Assert.IsTrue(crop.Left + crop.Width <= width && crop.Top + crop.Height <= height);
        }
    }

    [TestMethod]
    [DataRow(100, 0, 8, 24, 0)]
    [DataRow(100, 8, 4097, 24, 0)]
    [DataRow(192, 8, 8, 23, 0)]
    [DataRow(192, 8, 8, int.MaxValue, 0)]
    [DataRow(191, 8, 8, 24, 0)]
    [DataRow(192, 8, 8, 24, 4)]
    [DataRow(192, 8, 8, 24, -1)]
    [DataRow(192, int.MaxValue, int.MaxValue, -1, 0)]
    [DataRow(192, -8, -8, -24, 0)]
    public void ImpossibleFramesAreRefused(int bytes, int width, int height, int stride, int format)
    {
        ImageException e = Assert.ThrowsExactly<ImageException>(
            () => new Frame(new byte[bytes], width, height, stride, (PixelFormat)format));
        Assert.AreEqual(ErrorCode.Image, e.Code);
    }

    [TestMethod]
    public void LastRowNeedsNoGapBehindIt()
    {
        Frame frame = new(new byte[(7 * 30) + 24], 8, 8, 30, PixelFormat.Rgb888);
        Assert.HasCount(192, Pixels(frame, 8, 8, 1, 1));
    }

    [TestMethod]
    public void RowsOutsideTheInputAreRefused()
    {
        ImageSource source = new(RandomFrame(1, 8, 8, PixelFormat.Gray8, 0), 8, 8, 1, 1);
        Assert.IsFalse(source.Read(-1, new sbyte[24]));
        Assert.IsFalse(source.Read(8, new sbyte[24]));
        Assert.IsFalse(source.Read(0, new sbyte[23]));
    }

    private static Frame RandomFrame(int seed, int width, int height, PixelFormat format, int gap)
    {
        int stride = (width * Frame.BytesPerPixel(format)) + gap;
        byte[] pixels = new byte[stride * height];
        new Random(seed).NextBytes(pixels);
        return new Frame(pixels, width, height, stride, format);
    }

    private static byte[] Pixels(Frame frame, int width, int height, int num, int den)
    {
        ImageSource source = new(frame, width, height, num, den);
        byte[] pixels = new byte[3 * width * height];
        sbyte[] row = new sbyte[3 * width];
        for (int y = 0; y < height; y++)
        {
            Assert.IsTrue(source.Read(y, row));
            for (int i = 0; i < row.Length; i++)
            {
                pixels[(y * row.Length) + i] = (byte)(row[i] + 128);
            }
        }

        return pixels;
    }

    /// <summary>
    /// Weight of every source pixel in one output: the overlap with the output's footprint when shrinking, the distance
    /// to the output's centre when enlarging.
    /// </summary>
    private static double[] AxisWeights(int i, int outputs, int start, int length, int sourceLength)
    {
        double[] weights = new double[sourceLength];
        double scale = length / (double)outputs;
        for (int j = -1; j <= length; j++)
        {
            double overlap = Math.Min(j + 1, (i + 1) * scale) - Math.Max(j, i * scale);
            double centre = ((i + 0.5) * scale) - 0.5;
            double weight = scale >= 1 ? Math.Max(0, overlap) / scale : Math.Max(0, 1 - Math.Abs(centre - j));
            weights[Math.Clamp(start + j, 0, sourceLength - 1)] += weight;
        }

        return weights;
    }

    private static double WeightedSum(Frame frame, double[] rows, double[] columns, int channel)
    {
        double sum = 0;
        for (int y = 0; y < rows.Length; y++)
        {
            for (int x = 0; rows[y] > 0 && x < columns.Length; x++)
            {
                sum += rows[y] * columns[x] * frame.Pixels[(y * frame.Stride) + (3 * x) + channel];
            }
        }

        return sum;
    }
}
