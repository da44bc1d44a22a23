using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.RateControl;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.RateControl;

[TestClass]
public sealed class CloserViewsTests
{
    private const double Part = 13 / 16.0;

    /// <summary>Red is the column, green the row: a view tells where it comes from.</summary>
    [TestMethod]
    public void ShowsAllCornersEnlarged()
    {
        SqueezeNetModel model = TinyModels.WithPredictions(1);
        model = model with { Input = model.Input with { Width = 96, Height = 80, ResizeTo = 110 } };
        (int width, int height) = (model.Input.Width, model.Input.Height);
        byte[] pixels = Enumerable.Range(0, width * height)
            .SelectMany(i => new[] { (byte)(2 * (i % width)), (byte)(2 * (i / width)), (byte)7 })
            .ToArray();
        RgbImage image = new(width, height, pixels);
        List<RgbImage> views = CloserViews.Of(model, [image, image]).ToList();
        Assert.HasCount(8, views);
        for (int first = 0; first < 8; first += 4)
        {
            // Top left, top right and bottom left mirrored, bottom right.
            AssertCorners(views[first], 0, Part * width, 0, Part * height);
            AssertCorners(views[first + 1], width, (1 - Part) * width, 0, Part * height);
            AssertCorners(views[first + 2], Part * width, 0, (1 - Part) * height, height);
            AssertCorners(views[first + 3], (1 - Part) * width, width, (1 - Part) * height, height);
        }
    }

    private static void AssertCorners(RgbImage view, double left, double right, double top, double bottom)
    {
        int last = 3 * ((view.Width * view.Height) - 1);
        Assert.AreEqual(96, view.Width);
        Assert.AreEqual(80, view.Height);
        Assert.AreEqual(2 * left, view.Pixels[0], 4, "left");
        Assert.AreEqual(2 * top, view.Pixels[1], 4, "top");
        Assert.AreEqual(2 * right, view.Pixels[last], 4, "right");
        Assert.AreEqual(2 * bottom, view.Pixels[last + 1], 4, "bottom");
        Assert.AreEqual(7, view.Pixels[2]);
    }
}
