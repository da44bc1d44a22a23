using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>What is told of snapshots.</summary>
    internal static class SnapshotMessage
    {
        /// <summary>A snapshot that is refused, before any frame was looked at.</summary>
        public static string Refusal(string problem)
        {
            return new JsonText().Add("problem", problem).ToString();
        }

        /// <summary>
        /// A snapshot: which frame it is, and how long the JPEG is that follows with which CRC-32, so that a reader
        /// finds the two that belong together, and notices one that was cut.
        /// </summary>
        public static string Text(Snapshot snapshot)
        {
            FrameClassification classification = snapshot.Classification;
            JsonText text = new JsonText()
                .Add("seq", classification.Sequence)
                .Add("label", classification.Label)
                .Add("index", classification.Index)
                .Add("probability", classification.Probability, 4)
                .Add("at", classification.CapturedAt);
            AddIfThere(text, "utc", classification.CapturedUtc);
            AddIfThere(text, "region", classification.Region);
            AddIfThere(text, "frame", classification.FrameName);
            text.Add("width", snapshot.Width).Add("height", snapshot.Height);
            AddView(text, classification);
            if (snapshot.Regions.Length > 0)
            {
                text.AddJson("regions", snapshot.Regions);
            }

            if (snapshot.Jpeg != null)
            {
                text.Add("quality", snapshot.Quality)
                    .Add("bytes", snapshot.Jpeg.Length)
                    .Add("crc", JsonText.Hex(Crc32.Append(0, snapshot.Jpeg, 0, snapshot.Jpeg.Length)));
            }

            AddIfThere(text, "problem", snapshot.Problem);
            return text.ToString();
        }

        /// <summary>A rectangle as JSON.</summary>
        public static string Rectangle(CropRectangle seen)
        {
            return new JsonText()
                .Add("left", seen.Left)
                .Add("top", seen.Top)
                .Add("width", seen.Width)
                .Add("height", seen.Height)
                .ToString();
        }

        /// <summary>
        /// What the network saw, in pixels of the frame as the JPEG shows it, and how it was turned before.
        /// </summary>
        private static void AddView(JsonText text, FrameClassification classification)
        {
            CropRectangle? seen = classification.SeenInFrame;
            if (seen == null)
            {
                return;
            }

            text.AddJson("seen", Rectangle(seen)).Add("rotate", classification.Rotate);
        }

        private static void AddIfThere(JsonText text, string name, string value)
        {
            if (value.Length > 0)
            {
                text.Add(name, value);
            }
        }
    }
}
