using System;
using SqueezeNet.Embedded;
using SqueezeNet.Embedded.Tests.Shared;

namespace CameraNode.Tests
{
    /// <summary>The tiny model, whole or damaged.</summary>
    internal sealed class FakeModelSource : IModelSource
    {
        public bool IsDamaged { get; set; }

        /// <summary>Is called when the model is opened.</summary>
        public Action? Opening { get; set; }

        public Network Open(DecodingProgress progress)
        {
            Opening?.Invoke();
            byte[] blob = TinyModel.ToBlob();
            blob[500] ^= (byte)(IsDamaged ? 1 : 0);
            return Network.Open(blob, Backend.Managed);
        }
    }
}
