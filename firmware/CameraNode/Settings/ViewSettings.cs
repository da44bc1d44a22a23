namespace CameraNode
{
    /// <summary>Settings of what the network looks at, and when.</summary>
    internal static class ViewSettings
    {
        internal static readonly Setting Rotate = new WholeSetting("rotate", 0, 0, 270)
        {
            Step = 90,
            Help = "How far frames are turned clockwise, in degrees, before all else.",
        };

        internal static readonly Setting Crop = new RegionsSetting("crop", false)
        {
            Help = "The region of the turned frame that is looked at, in per mille of it; null for the middle.",
        };

        internal static readonly Setting Regions = new RegionsSetting("regions", true)
        {
            Help = "Regions with names instead, each with labels of its own; they are looked at in turn.",
        };

        internal static readonly Setting Motion = new WholeSetting("motion", 0, 0, 1000)
        {
            Help = "How much must change for the network to run, in per mille of full brightness; 0 to run always.",
        };

        internal static readonly Setting MotionHeartbeatMilliseconds = SettingsTable.Time(
            "motionHeartbeatMilliseconds", 60000, 100, "With motion: time after which it runs though nothing changes.");

        /// <summary>In the order of the documentation.</summary>
        internal static readonly Setting[] All =
            new Setting[] { Rotate, Crop, Regions, Motion, MotionHeartbeatMilliseconds };
    }
}
