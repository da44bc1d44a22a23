using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>
    /// Lets the board measure itself before the first frame, prints what it says, and publishes it once there is a
    /// connection.
    /// </summary>
    internal sealed class NodeBench
    {
        private const string Topic = "bench";

        private readonly NodeContext node;
        private readonly BoardBench bench;
        private string untold = string.Empty;

        public NodeBench(NodeContext node)
        {
            this.node = node;
            bench = new BoardBench(node.Parts.Meter, node.Stop);
        }

        /// <summary>Measures; takes a frame of the camera, which is not classified.</summary>
        /// <param name="model">The node's model, which is closed meanwhile: it and a copy need the same memory.</param>
        /// <param name="progress">Is told how far decoding packed weights has got.</param>
        /// <returns>The model, opened again; closed if a stop has come.</returns>
        /// <exception cref="ModelException">It cannot be opened again.</exception>
        public Network Run(Network model, DecodingProgress progress)
        {
            HeldFrame? held = Take();
            try
            {
                Measure(model, held);
            }
            finally
            {
                held?.Release();
            }

            if (node.Stop.IsSet)
            {
                return model;
            }

            Network again = node.Parts.Model.Open(progress);
            node.Report.Model = again;
            node.Home.Begin(again, node.Parts.Memory != null);
            untold = bench.Report.Text(string.Empty);
            node.Parts.Observer.Measured(bench.Report.Text("\n"));
            Tell();
            return again;
        }

        /// <summary>Publishes what was measured, retained, unless that was done or there is no connection.</summary>
        public void Tell()
        {
            if (untold.Length > 0 && node.Session.Publish(Topic, untold, 1, true) > 0)
            {
                untold = string.Empty;
            }
        }

        private HeldFrame? Take()
        {
            string reason = "The camera has no frame left.";
            try
            {
                Frame? frame = node.Parts.Camera.Capture();
                if (frame != null)
                {
                    return new HeldFrame(node.Parts.Camera, frame);
                }
            }
            catch (CameraException e)
            {
                reason = e.Message;
            }

            bench.Report.Miss("runs", reason);
            return null;
        }

        private void Measure(Network model, HeldFrame? held)
        {
            bool isInFlash = node.Parts.ModelCopy != null &&
                model.Header.WeightsEncoding != WeightsEncoding.Packed;
            bench.Begin(model);
            if (held != null)
            {
                bench.Report.Add("frame", $"\"{held.Frame.Width}x{held.Frame.Height}\"");
                bench.Run(model, held.Frame, bench.Place(model, isInFlash));
            }

            if (!node.Stop.IsSet)
            {
                bench.Read(model, isInFlash);
                bench.AddStacks();
                bench.AddMemory("memory");
            }

            model.Dispose();
            bench.AddMemory("memoryWithoutModel");
            if (held != null && !node.Stop.IsSet)
            {
                MeasureCopy(held.Frame, isInFlash, model.Header.TotalBytes);
            }
        }

        private void MeasureCopy(Frame frame, bool isInFlash, int bytes)
        {
            IModelSource? source = isInFlash ? node.Parts.ModelCopy : null;
            string problem = source == null
                ? "The model as it is does not read its weights in flash."
                : bench.NoRoomFor(bytes);
            if (source == null || problem.Length > 0)
            {
                bench.Report.Miss("copy", problem);
                return;
            }

            try
            {
                using Network copy = source.Open(percent => { });
                bench.Run(copy, frame, bench.Place(copy, false));
            }
            catch (ModelException e)
            {
                bench.Report.Miss("copy", e.Message);
            }
        }
    }
}
