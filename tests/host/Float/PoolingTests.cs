using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Tests.Host.Float;

[TestClass]
public sealed class PoolingTests
{
    /// <summary>Sizes of torchvision and Caffe: ceil keeps a partial window that starts inside.</summary>
    [TestMethod]
    [DataRow(111, 3, 2, 0, true, 55)]
    [DataRow(113, 3, 2, 0, true, 56)]
    [DataRow(112, 3, 2, 0, true, 56)]
    [DataRow(112, 3, 2, 0, false, 55)]
    [DataRow(13, 3, 2, 0, true, 6)]
    [DataRow(5, 2, 2, 1, true, 3)]
    [DataRow(3, 3, 3, 1, true, 2)]
    [DataRow(2, 2, 2, 0, false, 1)]
    [DataRow(2, 3, 2, 0, true, 1)]
    [DataRow(2, 3, 2, 0, false, 0)]
    public void OutputSize(int size, int kernel, int stride, int pad, bool ceil, int expected)
    {
        Assert.AreEqual(expected, Pooling.OutputSize(new MaxPool(kernel, stride, pad, ceil), size));
    }

    [TestMethod]
    public void WindowsAreClipped()
    {
        Plane plane = new(1, 3, 3);
        new float[] { 1, 2, 3, 4, 5, 6, 7, 8, -9 }.CopyTo(plane.Values, 0);
        Plane pooled = Pooling.Run(new MaxPool(2, 2, 0, true), plane);
        CollectionAssert.AreEqual(new float[] { 5, 6, 8, -9 }, pooled.Values);
    }
}
