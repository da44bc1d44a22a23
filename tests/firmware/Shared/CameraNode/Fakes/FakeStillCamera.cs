using System;
using System.Collections;
using SqueezeNet.Embedded;
using SqueezeNet.Embedded.Tests.Shared;

namespace CameraNode.Tests
{
    /// <summary>Some frames of the same cat; counts what comes back.</summary>
    internal sealed class FakeStillCamera : ICamera
    {
        private readonly int count;
        private readonly ArrayList frames = new ArrayList();
        private readonly ArrayList away = new ArrayList();

        public FakeStillCamera(int count)
        {
            this.count = count;
        }

        public int Captures { get; private set; }

        public int Released { get; private set; }

        public string FrameName
        {
            get { return string.Empty; }
        }

        public int Restarts
        {
            get { return 0; }
        }

        /// <summary>Is called when a frame has been taken.</summary>
        public Action? Taken { get; set; }

        /// <summary>How many further captures fail.</summary>
        public int Faults { get; set; }

        /// <summary>Times that older frames were let go.</summary>
        public int Refreshes { get; private set; }

        public void Refresh()
        {
            Refreshes++;
        }

        public Frame? Capture()
        {
            if (Faults > 0)
            {
                Faults--;
                throw new CameraException(ErrorCode.NoFrame, "No frame.");
            }

            return Captures < count ? Take() : null;
        }

        public void Release(Frame frame)
        {
            Released++;
            away.Remove(frame);
        }

        /// <summary>A frame's number, from 1; 0 if the camera has it back.</summary>
        public int NumberOf(Frame frame)
        {
            return away.Contains(frame) ? frames.IndexOf(frame) + 1 : 0;
        }

        private Frame Take()
        {
            Captures++;
            Frame frame = TinyModel.MakeFrame(8, 8);
            frames.Add(frame);
            away.Add(frame);
            Taken?.Invoke();
            return frame;
        }
    }
}
