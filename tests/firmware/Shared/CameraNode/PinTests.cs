using System;
using System.Threading;
using SqueezeNet.Embedded;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace CameraNode.Tests
{
    /// <summary>Outputs, the camera's light and the trigger.</summary>
    [TestClass]
    public class PinTests
    {
        [TestMethod]
        public void APulseHasItsTime()
        {
            FakeClock clock = new FakeClock();
            FakePins pins = new FakePins(clock);
            PinBoard board = new PinBoard(Two(), pins, clock);

            clock.Advance(1000);
            board.Show("cat");
            clock.Advance(499);
            board.Update();
            Assert.AreEqual("1 on 1000", pins.Edges);
            clock.Advance(1);
            board.Update();
            board.Update();

            Assert.AreEqual("1 on 1000, 1 off 1500", pins.Edges);
            Assert.IsFalse(board.IsAnyOn);
        }

        [TestMethod]
        public void TheSameClassAgainStartsTheTimeAnew()
        {
            FakeClock clock = new FakeClock();
            FakePins pins = new FakePins(clock);
            PinBoard board = new PinBoard(Two(), pins, clock);

            board.Show("cat");
            clock.Advance(400);
            board.Show("cat");
            board.Show("bird");
            clock.Advance(499);
            board.Update();
            Assert.AreEqual("1 on 0", pins.Edges);
            clock.Advance(1);
            board.Update();

            Assert.AreEqual("1 on 0, 1 off 900", pins.Edges);
        }

        [TestMethod]
        public void APinThatFailsIsTriedAgainAndKeepsNoOtherOn()
        {
            FakeClock clock = new FakeClock();
            FakePins pins = new FakePins(clock);
            PinBoard board = new PinBoard(Two(), pins, clock);
            board.Show("cat");
            board.Show("dog");

            pins.Broken = 1;
            board.AllOff();
            Assert.AreEqual("1 on 0, 2 on 0, 2 off 0", pins.Edges);
            Assert.IsTrue(board.IsAnyOn);
            pins.Broken = -1;
            board.Update();

            Assert.AreEqual("1 on 0, 2 on 0, 2 off 0, 1 off 0", pins.Edges);
        }

        [TestMethod]
        public void APinThatDoesNotSwitchOnIsSwitchedOff()
        {
            FakeClock clock = new FakeClock();
            FakePins pins = new FakePins(clock) { Broken = 1 };
            PinBoard board = new PinBoard(Two(), pins, clock);

            board.Show("cat");
            board.Show("cat");
            board.Show("dog");
            pins.Broken = -1;
            board.AllOff();

            Assert.AreEqual("2 on 0, 1 off 0, 2 off 0", pins.Edges);
            Assert.AreEqual("Pin 1 cannot be switched on: the pin is broken", board.Problem);
        }

        [TestMethod]
        public void AnOutputThatFailsIsToldAndCostsNoImage()
        {
            NodeRig rig = new NodeRig(3);
            rig.Settings.Outputs = Two().Outputs;
            rig.Pins.Broken = 1;

            Node node = rig.Run();

            Assert.AreEqual(3, node.Published);
            Assert.AreEqual(1, rig.Observer.Warnings);
            string[] statuses = rig.Messages.Statuses;
            Assert.IsTrue(
                statuses[statuses.Length - 2].IndexOf("\"pinsProblem\":\"Pin 1 cannot be switched on: ") > 0);
        }

        [TestMethod]
        public void APinThatIsNotThereCostsItselfOnly()
        {
            FakeClock clock = new FakeClock();
            FakePins pins = new FakePins(clock) { Missing = 1 };
            PinBoard board = new PinBoard(Two(), pins, clock);

            board.Show("cat");
            board.Show("dog");

            Assert.AreEqual("2 on 0", pins.Edges);
            Assert.AreEqual("Pin 1 cannot be opened: no such pin", board.Problem);
        }

        [TestMethod]
        public void AClassSwitchesWithoutAnyNetwork()
        {
            NodeRig rig = new NodeRig(4);
            rig.Settings.Outputs = Two().Outputs;
            rig.Link.Failures = 1000;
            rig.Settings.GiveUpMilliseconds = 1000;
            rig.Settings.QueueLength = 2;
            rig.Messages.Reachable = false;
            rig.Clock.At(20000, () => rig.Last!.RequestStop());

            Node node = rig.Run();

            Assert.AreEqual(4, node.Frames);
            Assert.AreEqual("1 on 0, 1 off " + rig.Clock.Milliseconds, rig.Pins.Edges);
            Assert.AreEqual(0, rig.Messages.Attempts.Length);
            Assert.AreEqual(2, node.Dropped);
            Assert.AreEqual(2, node.Waiting);
        }

        [TestMethod]
        public void ANetworkThatComesIsUsed()
        {
            NodeRig rig = new NodeRig(50);
            rig.Settings.Outputs = Two().Outputs;
            rig.Link.Failures = 2;

            Node node = rig.Run();

            Assert.AreEqual(50, node.Published);
            Assert.AreEqual(1, rig.Messages.Attempts.Length);
            Assert.IsTrue(rig.Messages.Attempts[0] >= 500 + 1000);
        }

        [TestMethod]
        public void AllIsOffAfterAnException()
        {
            NodeRig rig = new NodeRig(1);
            rig.Settings.Outputs = Two().Outputs;
            rig.Run();
            rig.Board!.Show("dog");
            rig.Model.IsDamaged = true;

            Throws.Exception(typeof(BlobException), () => rig.Run());

            Assert.IsFalse(rig.Board.IsAnyOn);
            Assert.AreEqual("1 on 0, 1 off 100, 2 on 100, 2 off 100", rig.Pins.Edges);
        }

        [TestMethod]
        public void AClassThatTheModelHasNotIsToldWithTheNearest()
        {
            NodeRig rig = new NodeRig(1);
            rig.Settings.Outputs = new OutputPins(new OutputPin[] { new OutputPin(1, "kat", 500) });

            rig.Run();

            const string Problem = "Pin 1 waits for the class \\\"kat\\\", which the model has not; "
                + "is \\\"cat\\\" meant?";
            Assert.IsTrue(rig.Messages.Statuses[0].IndexOf("\"pinsProblem\":\"" + Problem) > 0);
            Assert.AreEqual(1, rig.Observer.Warnings);
        }

        [TestMethod]
        public void TheLightIsOnBeforeTheImageAndOffAfterIt()
        {
            NodeRig rig = new NodeRig(2);
            rig.Settings.Lamp = new OutputPin(1, string.Empty, 30);

            rig.Run();

            Assert.AreEqual(3, rig.Camera.Refreshes);

            // The third time the camera has no more images.
            Assert.AreEqual("1 on 0, 1 off 30, 1 on 130, 1 off 160, 1 on 260, 1 off 290", rig.Pins.Edges);
        }

        [TestMethod]
        public void ALightBesideACameraThatHangsGoesOff()
        {
            FakeClock clock = new FakeClock();
            FakePins pins = new FakePins(clock);
            NodeSettings settings = new NodeSettings { Lamp = new OutputPin(1, string.Empty, 30) };
            PinBoard board = new PinBoard(settings, pins, clock);
            board.LightUp(30);
            clock.Advance(5030);
            board.Update();

            Assert.AreEqual("1 on 0, 1 off 5030", pins.Edges);
        }

        [TestMethod]
        public void EachPressTakesAnImage()
        {
            NodeRig rig = new NodeRig(10);
            rig.Settings.IntervalMilliseconds = 0;
            rig.Settings.Trigger = new TriggerPin(1);
            Press(rig, 1000);
            Press(rig, 5000);
            rig.Clock.At(9000, () => rig.Last!.RequestStop());

            Node node = rig.Run();

            Assert.AreEqual(2, node.Frames);
            Assert.IsTrue(rig.Messages.Labels[0].IndexOf("\"at\":1000") > 0);
            Assert.IsTrue(rig.Messages.Labels[1].IndexOf("\"at\":5000") > 0);
        }

        [TestMethod]
        public void APressTakesImagesUntilAClassIsStable()
        {
            NodeRig rig = new NodeRig(10);
            rig.Settings.IntervalMilliseconds = 0;
            rig.Settings.Rule = PublishRule.OnChange;
            rig.Settings.StableFrames = 3;
            rig.Settings.Trigger = new TriggerPin(1);
            Press(rig, 1000);
            rig.Clock.At(9000, () => rig.Last!.RequestStop());

            Node node = rig.Run();

            Assert.AreEqual(3, node.Frames);
            Assert.AreEqual(1, rig.Messages.Labels.Length);
        }

        [TestMethod]
        public void APressBetweenImagesTakesOneMoreAtOnce()
        {
            NodeRig rig = new NodeRig(3);
            rig.Settings.IntervalMilliseconds = 10000;
            rig.Settings.Trigger = new TriggerPin(1);
            Press(rig, 4000);

            Node node = rig.Run();

            Assert.AreEqual(3, node.Frames);
            Assert.IsTrue(rig.Messages.Labels[1].IndexOf("\"at\":4000") > 0);
            Assert.IsTrue(rig.Messages.Labels[2].IndexOf("\"at\":14000") > 0);
        }

        [TestMethod]
        public void PressesDuringARunTakeOneImage()
        {
            FakeClock clock = new FakeClock();
            FakePins pins = new FakePins(clock);
            TriggerInput input = new TriggerInput(new TriggerPin(1), pins, clock);
            for (int i = 0; i < 3; i++)
            {
                pins.Change(true);
                clock.Advance(100);
                pins.Change(false);
                clock.Advance(100);
            }

            Assert.IsTrue(input.Take());
            Assert.IsFalse(input.Take());
        }

        [TestMethod]
        public void ABouncingButtonIsPressedOnce()
        {
            FakeClock clock = new FakeClock();
            FakePins pins = new FakePins(clock);
            TriggerPin falling = new TriggerPin(1) { Edge = PinEdge.Falling, DebounceMilliseconds = 50 };
            TriggerInput input = new TriggerInput(falling, pins, clock);

            Bounce(pins, clock, false);
            Assert.IsTrue(input.Take());
            clock.Advance(300);
            Bounce(pins, clock, true);
            Assert.IsFalse(input.Take());
            clock.Advance(50);
            pins.Change(false);
            Assert.IsTrue(input.Take());
        }

        /// <summary>A press is a reason to look.</summary>
        [TestMethod]
        public void APressLooksThoughNothingMoves()
        {
            NodeRig rig = new NodeRig(10);
            rig.Settings.IntervalMilliseconds = 0;
            rig.Settings.Motion = 10;
            rig.Settings.MotionHeartbeatMilliseconds = 100000;
            rig.Settings.Trigger = new TriggerPin(1);
            Press(rig, 1000);
            Press(rig, 5000);
            rig.Clock.At(9000, () => rig.Last!.RequestStop());

            Node node = rig.Run();

            Assert.AreEqual(2, node.Frames);
            Assert.AreEqual(2, rig.Camera.Captures);
        }

        [TestMethod]
        public void ASnapshotIsTakenAfterASeriesWithoutImages()
        {
            NodeRig rig = new NodeRig(10);
            rig.Encoder = new FakeEncoder(rig.Camera);
            rig.Settings.IntervalMilliseconds = 0;
            rig.Settings.AwakeMilliseconds = 3000;
            rig.Settings.Snapshots = SnapshotMode.OnRequest;
            rig.Settings.Trigger = new TriggerPin(1);
            rig.Camera.Faults = 1000;
            Press(rig, 1000);
            rig.Clock.At(99000, () => rig.Camera.Faults = 1);
            rig.Clock.At(100000, () => rig.Messages.Receive("sqnet/door/snapshot/get", string.Empty));
            rig.Clock.At(200000, () => rig.Last!.RequestStop());

            Node node = rig.Run();

            // The one that fails is tried again.
            Assert.AreEqual(1, node.Frames);
            Assert.AreEqual(0, rig.Camera.Faults);
            Assert.IsTrue(rig.Messages.Labels[0].IndexOf("\"at\":10") > 0);
        }

        [TestMethod]
        public void AJoinerIsNeverBusyTwice()
        {
            FakeClock clock = new FakeClock();
            FakeLink link = new FakeLink();
            ThreadStart? pending = null;
            NodeParts parts = new NodeParts(
                link, new FakeModelSource(), new FakeStillCamera(0), new FakeMessages(clock))
            {
                Clock = clock,
                Observer = new SilentObserver(),
                Background = work => pending = work,
            };
            LinkJoiner joiner = new LinkJoiner(
                new NodeSettings { ClientId = "door", SleepSeconds = 60 }, parts, new StopSignal(clock));
            clock.At(5000, () => pending!());

            Assert.IsFalse(joiner.Tend());
            Assert.IsTrue(joiner.Join());

            Assert.AreEqual(5000, clock.Milliseconds);
            Assert.AreEqual(1, link.Attempts);
        }

        private static void Bounce(FakePins pins, FakeClock clock, bool isHigh)
        {
            for (int i = 0; i < 5; i++)
            {
                pins.Change(isHigh);
                clock.Advance(4);
                pins.Change(!isHigh);
                clock.Advance(4);
            }

            pins.Change(isHigh);
        }

        private static void Press(NodeRig rig, long at)
        {
            rig.Clock.At(at, () => rig.Pins.Change(true));
            rig.Clock.At(at + 200, () => rig.Pins.Change(false));
        }

        private static NodeSettings Two()
        {
            return new NodeSettings
            {
                Outputs = new OutputPins(
                    new OutputPin[] { new OutputPin(1, "cat", 500), new OutputPin(2, "dog", 500) }),
            };
        }
    }
}
