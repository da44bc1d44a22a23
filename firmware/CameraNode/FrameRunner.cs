using System.Threading;
using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>Takes a frame through the network and gives it back to the camera as early as possible.</summary>
    internal sealed class FrameRunner
    {
        private readonly ICamera camera;
        private readonly StopSignal stop;
        private readonly Network network;

        public FrameRunner(ICamera camera, StopSignal stop, Network network)
        {
            this.camera = camera;
            this.stop = stop;
            this.network = network;
        }

        /// <summary>Runs all stages; between them other threads have their turn.</summary>
        /// <param name="frame">A frame of the camera, which gets it back in any case.</param>
        /// <param name="sequence">Its number.</param>
        /// <returns>The classification, or null if a stop came between.</returns>
        public FrameClassification? Run(Frame frame, int sequence)
        {
            if (!Read(frame))
            {
                return null;
            }

            for (int k = 1; k < network.Stages; k++)
            {
                Thread.Sleep(0);
                if (stop.IsSet)
                {
                    return null;
                }

                network.RunStage(k);
            }

            Classification top = network.Top(1)[0];
            return new FrameClassification(
                sequence, top.Index, top.Label, top.Probability, Milliseconds(), camera.FrameName);
        }

        /// <summary>Runs the first stage, the only one that needs the frame.</summary>
        private bool Read(Frame frame)
        {
            try
            {
                if (stop.IsSet)
                {
                    return false;
                }

                network.Begin(frame);
                network.RunStage(0);
                return true;
            }
            finally
            {
                camera.Release(frame);
            }
        }

        private double Milliseconds()
        {
            double sum = 0;
            for (int k = 0; k < network.Stages; k++)
            {
                sum += network.StageMilliseconds(k);
            }

            return sum;
        }
    }
}
