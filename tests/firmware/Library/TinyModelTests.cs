using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Firmware.Library.Networks;
using SqueezeNet.Embedded.Tests.Shared;

namespace SqueezeNet.Embedded.Tests.Firmware.Library;

[TestClass]
public sealed class TinyModelTests
{
    /// <summary>The emulator's model is the one that was computed by hand.</summary>
    [TestMethod]
    public void IsTheHandMadeNetwork()
    {
        CollectionAssert.AreEqual(HandMadeNetwork.Make().ToBlob(), TinyModel.ToBlob());
        CollectionAssert.AreEqual(HandMadeNetwork.Scores, TinyModel.Scores);
    }
}
