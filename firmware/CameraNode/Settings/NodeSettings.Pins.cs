namespace CameraNode
{
    /// <content>Pins and sleep.</content>
    public sealed partial class NodeSettings
    {
        /// <summary>Input whose change starts images, null for none.</summary>
        public TriggerPin? Trigger
        {
            get { return (TriggerPin?)Get(PinSettings.Trigger); }
            set { Set(PinSettings.Trigger, value); }
        }

        /// <summary>Pins that classes switch on for a while.</summary>
        public OutputPins Outputs
        {
            get { return (OutputPins)Get(PinSettings.Outputs)!; }
            set { Set(PinSettings.Outputs, value); }
        }

        /// <summary>Pin of a light for the camera, null for none.</summary>
        public OutputPin? Lamp
        {
            get { return (OutputPin?)Get(PinSettings.Lamp); }
            set { Set(PinSettings.Lamp, value); }
        }

        /// <summary>Deep sleep between images, 0 for never.</summary>
        public int SleepSeconds
        {
            get { return (int)Get(PinSettings.SleepSeconds)!; }
            set { Set(PinSettings.SleepSeconds, value); }
        }

        /// <summary>Longest time for images and broker after a trigger or before a sleep.</summary>
        public int AwakeMilliseconds
        {
            get { return (int)Get(PinSettings.AwakeMilliseconds)!; }
            set { Set(PinSettings.AwakeMilliseconds, value); }
        }

        /// <summary>Seconds until the first wake at which so much time has passed.</summary>
        /// <param name="milliseconds">The time.</param>
        /// <param name="sleep">From one wake to the next.</param>
        internal int SecondsToWake(int milliseconds, int sleep)
        {
            long wakes = milliseconds <= sleep ? 1 : ((long)milliseconds + sleep - 1) / sleep;
            return (int)(wakes * sleep / 1000);
        }

        /// <summary>Whether images are taken before there is a network, and without one.</summary>
        internal bool WorksAlone()
        {
            return SleepSeconds > 0 || Outputs.Count > 0;
        }
    }
}
