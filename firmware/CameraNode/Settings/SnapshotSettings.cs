namespace CameraNode
{
    /// <summary>Settings of snapshots.</summary>
    internal static class SnapshotSettings
    {
        internal static readonly Setting SnapshotOnChange = new FlagSetting("snapshotOnChange")
        {
            Help = "Whether a snapshot is published with each published label.",
        };

        internal static readonly Setting SnapshotMilliseconds = SettingsTable.Time("snapshotMilliseconds", 1000, 0,
            "Shortest time between two snapshots.");

        internal static readonly Setting SnapshotQuality = new WholeSetting("snapshotQuality", 80, 1, 100)
        {
            Help = "Quality of the snapshots' JPEG.",
        };

        /// <summary>In the order of the documentation.</summary>
        internal static readonly Setting[] All = new Setting[] { SnapshotOnChange, SnapshotMilliseconds, SnapshotQuality };
    }
}
