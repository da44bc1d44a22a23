using System.Text;
using System.Threading;
using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>Measures a board and a model on it, for <c>sqnet plan --calibrate</c>.</summary>
    internal sealed class BoardBench
    {
        /// <summary>Number of the document's form.</summary>
        private const int Version = 1;

        /// <summary>Much more than the caches hold, and short enough for a thread that all others wait for.</summary>
        private const int ReadKilobytes = 1024;

        /// <summary>Empties the largest data cache, 64 KB, of all that is not this block.</summary>
        private const int SweepKilobytes = 256;

        /// <summary>More than the cache as ESP-IDF makes it, 32 KB; a slot has that much behind its model.</summary>
        private const int BehindKilobytes = 40;

        private const int Repetitions = 3;
        private const int MostCores = 2;

        private readonly IBoardMeter meter;
        private readonly StopSignal stop;
        private readonly BenchReport report = new BenchReport();
        private bool hasCycles;

        public BoardBench(IBoardMeter meter, StopSignal stop)
        {
            this.meter = meter;
            this.stop = stop;
        }

        /// <summary>What was measured.</summary>
        public BenchReport Report
        {
            get { return report; }
        }

        /// <summary>Says what is measured.</summary>
        public void Begin(Network model)
        {
            string clock = report.Figure("cyclesInMicrosecond", () => meter.CyclesInMicrosecond());
            hasCycles = clock != "null";
            report.Add("version", Version.ToString());
            report.Add("model", JsonText.Quoted(model.Name));
            report.Add("crc", JsonText.Quoted(JsonText.Hex(model.Crc)));
            report.Add("firmware", JsonText.Quoted(NodeMessages.FirmwareVersion));
            report.Add("cyclesInMicrosecond", clock);
            report.Add("unit", hasCycles ? "\"cycles\"" : "\"microseconds\"");
        }

        /// <summary>
        /// Where the weights lie that a model's runs read: "flash", "psram", "internal", "window" if they are decoded
        /// in each run, or "memory" where nobody can tell.
        /// </summary>
        public string Place(Network model, bool isInFlash)
        {
            bool isRaw = model.Header.WeightsEncoding != WeightsEncoding.Packed;
            if (isRaw ? isInFlash : model.DecodesEachRun)
            {
                return isRaw ? "flash" : "window";
            }

            try
            {
                return meter.FreeBytes(BoardMemory.External) > 0 ? "psram" : "internal";
            }
            catch (ModelException)
            {
                return "memory";
            }
        }

        /// <summary>Runs a model on one core and on two.</summary>
        public void Run(Network model, Frame frame, string weights)
        {
            for (int cores = 1; cores <= MostCores && !stop.IsSet; cores++)
            {
                string path = "runs." + weights + "." + cores.ToString();
                try
                {
                    RunOn(cores, model, frame, weights);
                }
                catch (ModelException e)
                {
                    report.Miss(path, e.Message);
                }
            }
        }

        /// <summary>Reads through the memories, and through the model if it lies in flash.</summary>
        public void Read(Network model, bool isInFlash)
        {
            JsonText text = new JsonText()
                .Add("kilobytes", ReadKilobytes)
                .AddJson("internal", Least("reads.internal", () =>
                    meter.ReadCycles(BoardMemory.Internal, ReadKilobytes)))
                .AddJson("external", Least("reads.external", () =>
                    meter.ReadCycles(BoardMemory.External, ReadKilobytes)))
                .AddJson("flash", isInFlash
                    ? Least("reads.flash", () => meter.ReadCycles(model, ReadKilobytes))
                    : report.Miss("reads.flash", "The model is not read in flash: flash a raw one to a partition."));
            report.Add("reads", text.ToString());
        }

        /// <summary>Asks what is left of stacks; those of native threads are there while a model is open.</summary>
        public void AddStacks()
        {
            JsonText text = new JsonText()
                .AddJson("clr", Stack("stacks.clr", BoardThread.Clr))
                .AddJson("worker", Stack("stacks.worker", BoardThread.Worker))
                .AddJson("helper", Stack("stacks.helper", BoardThread.Helper));
            report.Add("stacks", text.ToString());
        }

        /// <summary>Asks what is left of memories.</summary>
        /// <param name="name">Under which name the document has it.</param>
        public void AddMemory(string name)
        {
            JsonText text = new JsonText()
                .AddJson("internal", Memory(name + ".internal", BoardMemory.Internal))
                .AddJson("external", Memory(name + ".external", BoardMemory.External));
            report.Add(name, text.ToString());
        }

        /// <summary>Why a copy of a model has no room, empty if it has or nobody can tell.</summary>
        public string NoRoomFor(int bytes)
        {
            try
            {
                int largest = meter.LargestBlock(BoardMemory.External);
                return largest == 0 ? "The board has no PSRAM."
                    : largest < bytes
                        ? $"The model has {bytes} bytes, the largest free block of PSRAM {largest}."
                        : string.Empty;
            }
            catch (ModelException)
            {
                return string.Empty;
            }
        }

        private void RunOn(int cores, Network model, Frame frame, string weights)
        {
            string path = "runs." + weights + "." + cores.ToString();
            meter.LimitCores(model, cores);
            if (hasCycles)
            {
                meter.CountCycles(model);
            }

            int[] cold = new int[model.Stages];
            bool isCold = TrySweep(model, path + ".cold");
            RunOnce(model, frame, cold);
            if (stop.IsSet)
            {
                return;
            }

            if (meter.Cores(model) != cores)
            {
                report.Miss(path, "One core ran: there is no second one, or no memory for its thread's stack.");
                return;
            }

            int[] warm = new int[model.Stages];
            RunOnce(model, frame, warm);
            for (int i = 1; i < Repetitions; i++)
            {
                int[] again = new int[model.Stages];
                RunOnce(model, frame, again);
                KeepLeast(warm, again);
            }

            report.AddRun(new JsonText()
                .Add("weights", weights)
                .Add("cores", cores)
                .AddJson("cold", isCold ? List(cold) : "null")
                .AddJson("warm", List(warm))
                .ToString());
        }

        private void RunOnce(Network model, Frame frame, int[] ticks)
        {
            model.Begin(frame);
            for (int k = 0; k < model.Stages && !stop.IsSet; k++)
            {
                Thread.Sleep(0);
                model.RunStage(k);
                ticks[k] = meter.StageTicks(model, k);
            }
        }

        /// <summary>
        /// Reads so much that no weight is left in the caches: other memory, or else the model and what is behind it.
        /// </summary>
        private bool TrySweep(Network model, string path)
        {
            try
            {
                meter.ReadCycles(BoardMemory.External, SweepKilobytes);
                return true;
            }
            catch (ModelException)
            {
                int kilobytes = (model.Header.TotalBytes / 1024) + BehindKilobytes;
                return report.Figure(path, () => meter.ReadCycles(model, kilobytes)) != "null";
            }
        }

        private string Least(string path, BenchFigure measure)
        {
            return report.Figure(path, () =>
            {
                int least = measure();
                for (int i = 1; i < Repetitions; i++)
                {
                    int again = measure();
                    least = again < least ? again : least;
                }

                return least;
            });
        }

        private string Stack(string path, BoardThread thread)
        {
            return report.Figure(path, () => meter.StackLeft(thread));
        }

        private string Memory(string path, BoardMemory memory)
        {
            try
            {
                return new JsonText()
                    .Add("free", meter.FreeBytes(memory))
                    .Add("largest", meter.LargestBlock(memory))
                    .Add("least", meter.LeastFreeBytes(memory))
                    .ToString();
            }
            catch (ModelException e)
            {
                return report.Miss(path, e.Message);
            }
        }

        private static void KeepLeast(int[] least, int[] again)
        {
            for (int i = 0; i < least.Length; i++)
            {
                least[i] = again[i] < least[i] ? again[i] : least[i];
            }
        }

        private static string List(int[] values)
        {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < values.Length; i++)
            {
                text.Append(i > 0 ? "," : "[").Append(values[i].ToString());
            }

            return text.Append(']').ToString();
        }
    }
}
