namespace CameraNode
{
    /// <content>What the network looks at, and when.</content>
    public sealed partial class NodeSettings
    {
        /// <summary>How far frames are turned clockwise: 0, 90, 180 or 270 degrees.</summary>
        public int Rotate
        {
            get { return (int)Get(ViewSettings.Rotate)!; }
            set { Set(ViewSettings.Rotate, value); }
        }

        /// <summary>The region that is looked at, null for the middle of the frame.</summary>
        public ViewRegions? Crop
        {
            get { return (ViewRegions?)Get(ViewSettings.Crop); }
            set { Set(ViewSettings.Crop, value); }
        }

        /// <summary>Regions that are looked at in turn, null for none.</summary>
        public ViewRegions? Regions
        {
            get { return (ViewRegions?)Get(ViewSettings.Regions); }
            set { Set(ViewSettings.Regions, value); }
        }

        /// <summary>How much must change for the network to run, in per mille of full brightness; 0: always.</summary>
        public int Motion
        {
            get { return (int)Get(ViewSettings.Motion)!; }
            set { Set(ViewSettings.Motion, value); }
        }

        /// <summary>After how long the network runs though nothing changes.</summary>
        public int MotionHeartbeatMilliseconds
        {
            get { return (int)Get(ViewSettings.MotionHeartbeatMilliseconds)!; }
            set { Set(ViewSettings.MotionHeartbeatMilliseconds, value); }
        }
    }
}
