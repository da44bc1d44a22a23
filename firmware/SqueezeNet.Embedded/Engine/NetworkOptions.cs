namespace SqueezeNet.Embedded
{
    /// <summary>How a network is opened and run.</summary>
    public sealed class NetworkOptions
    {
        /// <summary>What executes it.</summary>
        public Backend Backend { get; set; } = Backend.Automatic;

        /// <summary>
        /// Which of the slow checks are made when it is opened: the CRC by default. The proof reads every weight and is
        /// worth its time when a model came over a network.
        /// </summary>
        public OpenChecks Checks { get; set; } = OpenChecks.Crc;

        /// <summary>
        /// Whether native stages run on the device's other core, helped by this one, while the calling thread waits and
        /// all others go on. Without, a stage stops every managed thread until it ends, and runs on one core. A desktop
        /// and the backends in C# do not differ.
        /// </summary>
        public bool Background { get; set; } = true;

        /// <summary>
        /// On how many cores a native stage in the background may run, at most; 0: on all there are. Each takes 4 KB of
        /// internal memory for its stack. On a desktop these are threads, 32 at most, and 0 means one unless the host
        /// asks for more; the vector backend has them, too.
        /// </summary>
        public int Cores { get; set; }

        /// <summary>
        /// After how many milliseconds, 1..1000000, a native stage in the background counts as stuck.
        /// </summary>
        public int StageMilliseconds { get; set; } = 20000;

        /// <summary>
        /// When packed weights are decoded. The backends in C# always decode them when they open a model.
        /// </summary>
        public WeightsDecoding Decoding { get; set; } = WeightsDecoding.Automatic;

        /// <summary>
        /// Whether a model in a partition is copied to memory, PSRAM where there is some, instead of being read in
        /// place. That takes as many bytes as the model has, and its runs read weights as fast as that memory gives
        /// them. Without meaning for other models and for backends in C#.
        /// </summary>
        public bool InMemory { get; set; }

        /// <summary>
        /// Called on the opening thread while packed weights are decoded there, some twenty times a second on a device:
        /// shows progress, feeds a watchdog. An exception ends the opening. Null: nobody is told. The backends in C#
        /// only tell the end.
        /// </summary>
        public DecodingProgress? Progress { get; set; }
    }
}
