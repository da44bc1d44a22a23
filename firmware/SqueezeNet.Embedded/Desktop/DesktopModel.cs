using System;

namespace SqueezeNet.Embedded
{
    /// <summary>A model behind a handle of the desktop's engine.</summary>
    internal sealed class DesktopModel
    {
        private Blob? blob;

        public DesktopModel(byte[] bytes, int loaded)
        {
            Bytes = bytes;
            Loaded = loaded;
        }

        /// <summary>The blob.</summary>
        public byte[] Bytes { get; }

        /// <summary>How many bytes of it are there.</summary>
        public int Loaded { get; private set; }

        /// <summary>The library's pointer, null while the model is not open.</summary>
        public IntPtr Host { get; set; }

        /// <summary>Appends a piece.</summary>
        /// <returns>0 or an error.</returns>
        public int Load(byte[] piece, int count)
        {
            if (Host != IntPtr.Zero || count < 0 || count > piece.Length || count > Bytes.Length - Loaded)
            {
                return (int)ErrorCode.Argument;
            }

            Array.Copy(piece, 0, Bytes, Loaded, count);
            Loaded += count;
            return 0;
        }

        /// <summary>Label of a class, empty if there is none.</summary>
        public string Label(int index)
        {
            if (blob == null)
            {
                blob = Blob.Open(Bytes, OpenChecks.None);
            }

            return blob.Label(index);
        }
    }
}
