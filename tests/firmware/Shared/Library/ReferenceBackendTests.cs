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
    /// <summary>The library on its managed backend, which a stock emulator can run.</summary>
    [TestClass]
    public class ReferenceBackendTests
    {
        [TestMethod]
        public void ClassifiesAsComputedByHand()
        {
            Network network = Open();
            Classification best = network.Classify(TinyModel.MakeFrame(40, 30));
            Assert.AreEqual("cat", best.Label);
            AssertScores(network);
            Classification[] top = network.Top(5);
            Assert.AreEqual(2, top.Length);
            Assert.AreEqual(0, top[0].Index);
            Assert.AreEqual(552, top[0].Score);
            Assert.AreEqual(1, top[1].Index);
            Assert.IsTrue(Near(top[0].Probability, 0.98337, 1e-4), "softmax of 5.52 and 1.44");
            Assert.IsTrue(Near(top[0].Probability + top[1].Probability, 1, 1e-5), "probabilities add up to 1");
            network.Dispose();
        }

        [TestMethod]
        public void GoldenVectorsHold()
        {
            Network network = Open();
            network.SelfTest();
            network.Dispose();
        }

        [TestMethod]
        public void WrongGoldenVectorIsFound()
        {
            byte[] blob = TinyModel.ToBlob();
            blob[4064 + 4] ^= 1;
            NetworkOptions options = new NetworkOptions { Backend = Backend.Managed, Checks = OpenChecks.None };
            Network network = Network.Open(blob, options);
            ModelException e = (ModelException)Throws.Exception(typeof(ModelException), () => network.SelfTest());
            Assert.AreEqual((int)ErrorCode.Golden, (int)e.Code);
        }

        [TestMethod]
        public void StagesRunOneByOne()
        {
            Network network = Open();
            network.Begin(TinyModel.MakeFrame(8, 8));
            Throws.Exception(typeof(InvalidOperationException), () => network.RunStage(1));
            network.RunStage(0);
            Throws.Exception(typeof(InvalidOperationException), () => network.Top(1));
            network.RunStage(1);
            AssertScores(network);
            Assert.IsTrue(network.StageMilliseconds(0) >= 0);
            network.Dispose();
        }

        [TestMethod]
        public void SaysWhatTheModelIs()
        {
            Network network = Open();
            Assert.AreEqual("hand", network.Name);
            Assert.AreEqual(8, network.Width);
            Assert.AreEqual(8, network.Height);
            Assert.AreEqual(2, network.Classes);
            Assert.AreEqual(2, network.Stages);
            Assert.AreEqual("dog", network.Label(1));
            Assert.IsTrue(network.Crc == 0x29E30462);
            Throws.Exception(typeof(ArgumentOutOfRangeException), () => network.Label(2));
            network.Dispose();
            Throws.Exception(typeof(ObjectDisposedException), () => network.Label(0));
        }

        [TestMethod]
        public void EveryDamagedByteIsFound()
        {
            for (int at = 0; at < 4096; at += 97)
            {
                byte[] blob = TinyModel.ToBlob();
                blob[at] ^= 0x10;
                Throws.Exception(typeof(BlobException), () => Network.Open(blob, Backend.Managed));
            }
        }

        [TestMethod]
        public void TruncatedModelSaysSo()
        {
            byte[] part = new byte[1000];
            Array.Copy(TinyModel.ToBlob(), part, part.Length);
            BlobException e = (BlobException)Throws.Exception(
                typeof(BlobException), () => Network.Open(part, Backend.Managed));
            Assert.AreEqual((int)ErrorCode.Truncated, (int)e.Code);
            Assert.AreEqual(8L, e.Offset);
        }

        [TestMethod]
        public void ProofIsRecomputed()
        {
            NetworkOptions options = new NetworkOptions
            {
                Backend = Backend.Managed,
                Checks = OpenChecks.Crc | OpenChecks.Proof,
            };
            Network.Open(TinyModel.ToBlob(), options).Dispose();
        }

        [TestMethod]
        public void ManagedBackendHasNoPartitions()
        {
            NetworkOptions options = new NetworkOptions { Backend = Backend.Managed };
            ModelException e = (ModelException)Throws.Exception(
                typeof(ModelException), () => Network.OpenPartition("model", options));
            Assert.AreEqual((int)ErrorCode.Unsupported, (int)e.Code);
        }

        private static Network Open()
        {
            return Network.Open(TinyModel.ToBlob(), Backend.Managed);
        }

        private static void AssertScores(Network network)
        {
            int[] scores = network.Scores;
            Assert.AreEqual(TinyModel.Scores.Length, scores.Length);
            for (int i = 0; i < scores.Length; i++)
            {
                Assert.AreEqual(TinyModel.Scores[i], scores[i]);
            }
        }

        private static bool Near(double a, double b, double tolerance)
        {
            return a - b < tolerance && b - a < tolerance;
        }
    }
}
