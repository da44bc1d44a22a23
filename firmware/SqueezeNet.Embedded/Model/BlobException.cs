namespace SqueezeNet.Embedded
{
    /// <summary>Bytes that are not a valid blob.</summary>
    public sealed class BlobException : ModelException
    {
        /// <summary>Makes an exception.</summary>
        /// <param name="code">Which rule is broken.</param>
        /// <param name="offset">Byte offset of the offending field in the blob.</param>
        /// <param name="what">What is wrong, without a full stop; offset and remedy are added.</param>
        public BlobException(ErrorCode code, long offset, string what)
            : base(code, $"{what} (at byte {offset}). {Remedy(code)}")
        {
            Offset = offset;
        }

        /// <summary>Byte offset of the offending field in the blob.</summary>
        public long Offset { get; }

        private static string Remedy(ErrorCode code)
        {
            switch (code)
            {
                case ErrorCode.Truncated:
                case ErrorCode.Crc:
                case ErrorCode.Packed:
                    return "The copy is incomplete or damaged: copy or flash the model again.";
                case ErrorCode.Magic:
                    return "This is not a model: write one with 'sqnet build' and check the address it was flashed to.";
                case ErrorCode.Version:
                    return "Model and firmware are of different versions: pack the model again or update the firmware.";
                case ErrorCode.Unsafe:
                    return "Backends would give different results: build the blob again with a current 'sqnet build'.";
                default:
                    return "The file was not written by a correct packer: build the blob again with 'sqnet build'.";
            }
        }
    }
}
