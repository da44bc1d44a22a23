namespace CameraNode
{
    /// <summary>Settings of pins and sleep.</summary>
    internal static class PinSettings
    {
        private const int LongestSleep = 86400;

        internal static readonly Setting Trigger = new TriggerSetting("trigger")
        {
            IsForDevices = true,
            Help = "Input whose change starts images, such as {\"pin\":2,\"edge\":\"rising\",\"pull\":\"none\","
                + "\"debounceMilliseconds\":50}; with it, intervalMilliseconds 0 means no others.",
        };

        internal static readonly Setting Outputs = new OutputsSetting("outputs")
        {
            IsForDevices = true,
            Help = "Pins that a published class switches on for a while, broker or not, such as "
                + "[{\"pin\":1,\"label\":\"cat\",\"milliseconds\":500,\"activeLow\":false}].",
        };

        internal static readonly Setting Lamp = new LampSetting("lamp")
        {
            IsForDevices = true,
            Help = "Pin of a light for the camera, on so long before each image: "
                + "{\"pin\":1,\"milliseconds\":100,\"activeLow\":false}.",
        };

        internal static readonly Setting SleepSeconds = new WholeSetting("sleepSeconds", 0, 0, LongestSleep)
        {
            Unit = "s",
            Help = "Deep sleep between images; 0 for never. A trigger ends it too.",
        };

        internal static readonly Setting AwakeMilliseconds = new WholeSetting("awakeMilliseconds", 15000, 1000, 600000)
        {
            Unit = "ms",
            Help = "Longest time for images and broker after a trigger or before a sleep.",
        };

        /// <summary>In the order of the documentation.</summary>
        internal static readonly Setting[] All = new Setting[]
        {
            Trigger, Outputs, Lamp, SleepSeconds, AwakeMilliseconds,
        };
    }
}
