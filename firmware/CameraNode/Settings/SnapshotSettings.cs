namespace CameraNode
{
    /// <summary>Settings of snapshots.</summary>
    internal static class SnapshotSettings
    {
        internal static readonly Setting Snapshots = new ChoiceSetting(
            "snapshots", new string[] { "off", "on-request" })
        {
            Help = "Whether the node answers snapshot/get with a JPEG of what it sees, for all who may subscribe.",
        };

        internal static readonly Setting SnapshotOnChange = new FlagSetting("snapshotOnChange")
        {
            Help = "Whether a snapshot of the same frame is published with each published label.",
        };

        internal static readonly Setting SnapshotMilliseconds = SettingsTable.Time("snapshotMilliseconds", 1000, 0,
            "Shortest time between two snapshots; a request in between is answered then.");

        internal static readonly Setting SnapshotQuality = new WholeSetting("snapshotQuality", 80, 1, 100)
        {
            Help = "Quality of the snapshots' JPEG; less where it would be longer than snapshotBytes.",
        };

        internal static readonly Setting SnapshotBytes = new WholeSetting("snapshotBytes", 32768, 1024, 262144)
        {
            Help = "Longest JPEG of a snapshot; a device needs twice as much free memory.",
        };

        /// <summary>In the order of the documentation.</summary>
        internal static readonly Setting[] All = new Setting[]
        {
            Snapshots, SnapshotOnChange, SnapshotMilliseconds, SnapshotQuality, SnapshotBytes,
        };
    }
}
