using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>A model in a flash partition or a file of the device.</summary>
    public sealed class StoredModel : IModelSource
    {
        private readonly string place;
        private readonly NetworkOptions options;

        /// <summary>Names a model.</summary>
        /// <param name="place">Name of a partition, or a path, which has a colon or a slash.</param>
        /// <param name="options">How to run it.</param>
        public StoredModel(string place, NetworkOptions options)
        {
            this.place = place;
            this.options = options;
        }

        /// <summary>Whether a place is a path, and no partition.</summary>
        public static bool IsPath(string place)
        {
            return place.IndexOf(':') >= 0 || place.IndexOf('/') >= 0;
        }

        /// <inheritdoc/>
        public Network Open(DecodingProgress progress)
        {
            options.Progress = progress;
            return IsPath(place) ? Network.OpenFile(place, options) : Network.OpenPartition(place, options);
        }
    }
}
