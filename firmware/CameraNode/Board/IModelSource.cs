using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>Where the model comes from.</summary>
    public interface IModelSource
    {
        /// <summary>Opens the model.</summary>
        /// <param name="progress">Is told how far decoding packed weights has got.</param>
        /// <exception cref="ModelException">There is none, or it cannot be run.</exception>
        Network Open(DecodingProgress progress);
    }
}
