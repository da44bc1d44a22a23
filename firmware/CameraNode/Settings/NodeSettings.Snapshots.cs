namespace CameraNode
{
    /// <content>Snapshots.</content>
    public sealed partial class NodeSettings
    {
        /// <summary>Whom the node shows what it sees.</summary>
        public SnapshotMode Snapshots
        {
            get { return (SnapshotMode)(int)Get(SnapshotSettings.Snapshots)!; }
            set { Set(SnapshotSettings.Snapshots, (int)value); }
        }

        /// <summary>Whether a snapshot is published with each published label.</summary>
        public bool SnapshotOnChange
        {
            get { return (bool)Get(SnapshotSettings.SnapshotOnChange)!; }
            set { Set(SnapshotSettings.SnapshotOnChange, value); }
        }

        /// <summary>Shortest time between two snapshots.</summary>
        public int SnapshotMilliseconds
        {
            get { return (int)Get(SnapshotSettings.SnapshotMilliseconds)!; }
            set { Set(SnapshotSettings.SnapshotMilliseconds, value); }
        }

        /// <summary>Quality of the snapshots' JPEG, 1..100.</summary>
        public int SnapshotQuality
        {
            get { return (int)Get(SnapshotSettings.SnapshotQuality)!; }
            set { Set(SnapshotSettings.SnapshotQuality, value); }
        }

        /// <summary>Longest JPEG of a snapshot.</summary>
        public int SnapshotBytes
        {
            get { return (int)Get(SnapshotSettings.SnapshotBytes)!; }
            set { Set(SnapshotSettings.SnapshotBytes, value); }
        }
    }
}
