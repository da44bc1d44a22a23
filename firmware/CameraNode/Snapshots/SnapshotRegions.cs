using System.Text;
using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>What is told of all regions with a snapshot, which is of one of them.</summary>
    internal static class SnapshotRegions
    {
        /// <summary>
        /// Where each region is in a frame as the JPEG shows it, and what was told of it last.
        /// </summary>
        /// <returns>An array as JSON; empty if there is one region only.</returns>
        public static string Text(NodeViews views, Frame frame, BlobHeader header)
        {
            if (views.Count < 2)
            {
                return string.Empty;
            }

            StringBuilder text = new StringBuilder("[");
            for (int i = 0; i < views.Count; i++)
            {
                text.Append(i == 0 ? string.Empty : ",");
                text.Append(Entry(views.At(i), frame, header));
            }

            return text.Append("]").ToString();
        }

        /// <summary>One that was not looked at since the start has no label.</summary>
        private static string Entry(RegionWatch watch, Frame frame, BlobHeader header)
        {
            CropRectangle seen = watch.View.SourceRectangle(frame.Width, frame.Height, header);
            JsonText text = new JsonText()
                .Add("region", watch.Name)
                .AddJson("seen", SnapshotMessage.Rectangle(seen));
            FrameClassification? last = watch.Last;
            if (last != null)
            {
                text.Add("seq", last.Sequence)
                    .Add("label", last.Label)
                    .Add("index", last.Index)
                    .Add("probability", last.Probability, 4);
            }

            return text.ToString();
        }
    }
}
