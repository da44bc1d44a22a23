using System.Text;
using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>The parts of the frame that are looked at, one a frame, in turn.</summary>
    internal sealed class NodeViews
    {
        /// <summary>Shortest side of what is looked at, in pixels.</summary>
        public const int LeastPixels = 8;

        private readonly NodeSettings settings;
        private RegionWatch[] watches = new RegionWatch[0];
        private int next;

        public NodeViews(NodeSettings settings)
        {
            this.settings = settings;
            Renew();
        }

        /// <summary>Size of the last frame, 0 before the first.</summary>
        public int FrameWidth { get; private set; }

        public int FrameHeight { get; private set; }

        /// <summary>How many parts there are.</summary>
        public int Count
        {
            get { return watches.Length; }
        }

        /// <summary>The settings have changed: all begins anew.</summary>
        public void Renew()
        {
            ViewRegions? regions = settings.Regions ?? settings.Crop;
            RegionWatch[] made = new RegionWatch[regions == null ? 1 : regions.Count];
            for (int i = 0; i < made.Length; i++)
            {
                ViewRegion? region = regions?.At(i);
                ImageView view = region == null
                    ? new ImageView(settings.Rotate)
                    : new ImageView(settings.Rotate, region.X, region.Y, region.Size);
                string name = region == null ? string.Empty : region.Name;
                made[i] = new RegionWatch(name, view, new PublishPolicy(settings));
            }

            watches = made;
            next = 0;
        }

        /// <summary>
        /// Whether each part has pixels enough for a network to see anything.
        /// </summary>
        /// <param name="network">The network.</param>
        /// <param name="width">Width of frames in pixels, 0 if it is not known.</param>
        /// <param name="height">Their height.</param>
        /// <returns>What is wrong, as a sentence; empty if nothing.</returns>
        public string Fault(Network network, int width, int height)
        {
            for (int i = 0; width > 0 && i < watches.Length; i++)
            {
                CropRectangle seen = watches[i].View.Rectangle(width, height, network.Header);
                if (seen.Width < LeastPixels || seen.Height < LeastPixels)
                {
                    string which = watches[i].Name.Length == 0 ? "The region" : "The region " + watches[i].Name;
                    return $"{which} has {seen.Width}x{seen.Height} pixels of the frame's {width}x{height}; "
                        + $"it must have at least {LeastPixels}x{LeastPixels}: raise size.";
                }
            }

            return string.Empty;
        }

        /// <summary>The part that is looked at in a frame.</summary>
        public RegionWatch Next(Frame frame)
        {
            FrameWidth = frame.Width;
            FrameHeight = frame.Height;
            RegionWatch watch = watches[next];
            next = (next + 1) % watches.Length;
            return watch;
        }

        /// <summary>Whether each part was looked at since a moment, and more frames would say nothing new.</summary>
        public bool AreSettled(long since)
        {
            for (int i = 0; i < watches.Length; i++)
            {
                if (watches[i].TakenAt < since || !watches[i].Policy.IsSettled)
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>A CRC of a model's CRC and of what is looked at: what is known of classes holds for both.</summary>
        public uint Mark(uint model)
        {
            string text = settings.Rotate.ToString()
                + ((RegionsSetting)ViewSettings.Crop).ToJson(settings.Crop)
                + ((RegionsSetting)ViewSettings.Regions).ToJson(settings.Regions);
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            return Crc32.Append(model, bytes, 0, bytes.Length);
        }

        /// <summary>One of the parts.</summary>
        /// <param name="index">0 .. Count - 1.</param>
        public RegionWatch At(int index)
        {
            return watches[index];
        }
    }
}
