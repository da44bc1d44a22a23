using System;
using System.Threading;

namespace CameraNode
{
    /// <summary>What a node is made of.</summary>
    public sealed class NodeParts
    {
        /// <summary>Puts the parts together.</summary>
        public NodeParts(INetworkLink link, IModelSource model, ICamera camera, IMessageClient messages)
        {
            Link = link ?? throw new ArgumentNullException(nameof(link));
            Model = model ?? throw new ArgumentNullException(nameof(model));
            Camera = camera ?? throw new ArgumentNullException(nameof(camera));
            Messages = messages ?? throw new ArgumentNullException(nameof(messages));
        }

        /// <summary>What leads to the broker.</summary>
        public INetworkLink Link { get; }

        /// <summary>Where the model comes from.</summary>
        public IModelSource Model { get; }

        /// <summary>
        /// The same model, copied to memory, to be measured beside one that is read in flash; null where it is not.
        /// </summary>
        public IModelSource? ModelCopy { get; set; }

        /// <summary>What measures the board.</summary>
        public IBoardMeter Meter { get; set; } = new LibraryMeter();

        /// <summary>Where frames come from.</summary>
        public ICamera Camera { get; }

        /// <summary>The broker.</summary>
        public IMessageClient Messages { get; }

        /// <summary>Time.</summary>
        public IClock Clock { get; set; } = new SystemClock();

        /// <summary>Who is told what happens.</summary>
        public INodeObserver Observer { get; set; } = new ConsoleObserver();

        /// <summary>A light, null for none.</summary>
        public StatusLed? Led { get; set; }

        /// <summary>Makes snapshots, null if nothing does.</summary>
        public ISnapshotEncoder? Encoder { get; set; }

        /// <summary>Free memory, null if it is not told.</summary>
        public IMemoryGauge? Memory { get; set; }

        /// <summary>The pins that settings name, null for none.</summary>
        public PinBoard? Pins { get; set; }

        /// <summary>Why the device has started.</summary>
        public WakeReason Wake { get; set; }

        /// <summary>What a node before this one has saved for it; null if nothing.</summary>
        public SleepMemory? Remembered { get; set; }

        /// <summary>Where a node that sleeps saves what it must not lose; null if nowhere.</summary>
        public SleepFile? SleepFile { get; set; }

        /// <summary>Runs what takes long beside the node.</summary>
        public BackgroundRunner Background { get; set; } = work => new Thread(work).Start();

        /// <summary>Where settings are stored that come from the broker; null if none are taken.</summary>
        public SettingsStore? Store { get; set; }

        /// <summary>Where the settings come from, for the status.</summary>
        public string SettingsSource { get; set; } = LoadedSettings.BuiltIn;

        /// <summary>What is wrong with better settings, empty if nothing.</summary>
        public string SettingsProblem { get; set; } = string.Empty;
    }
}
