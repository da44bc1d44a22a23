using System.Threading;
using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>Takes a frame through the network.</summary>
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
        /// <param name="held">A frame of the camera.</param>
        /// <param name="watch">What is looked at of it.</param>
        /// <param name="sequence">Its number.</param>
        /// <param name="keeps">
        /// Whether the frame is wanted after the run; else the camera gets it back after the first stage.
        /// </param>
        /// <returns>The classification, or null if a stop came between.</returns>
        public FrameClassification? Run(HeldFrame held, RegionWatch watch, int sequence, bool keeps)
        {
            if (stop.IsSet)
            {
                return null;
            }

            int width = held.Frame.Width;
            int height = held.Frame.Height;
            network.Begin(held.Frame, watch.View);
            network.RunStage(0);
            if (!keeps)
            {
                held.Release();
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
                sequence, top.Index, top.Label, top.Probability, Milliseconds(), camera.FrameName)
            {
                Region = watch.Name,
                Model = network.Crc,
                Seen = watch.View.Rectangle(width, height, network.Header),
                SeenInFrame = watch.View.SourceRectangle(width, height, network.Header),
                Rotate = watch.View.Rotate,
            };
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
