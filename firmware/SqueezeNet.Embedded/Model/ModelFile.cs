using System;
using System.IO;

namespace SqueezeNet.Embedded
{
    /// <summary>A model in a file, read from its start to its end.</summary>
    internal sealed class ModelFile
    {
        /// <summary>Bytes of a piece: a few sectors of a file system in flash.</summary>
        public const int PieceBytes = 16384;

        /// <summary>
        /// A larger file is no model (SPEC 5.1: four bytes of size, 16 MiB of weights and arena in practice).
        /// </summary>
        private const long MostBytes = 64 * 1024 * 1024;

        private readonly string path;
        private readonly FileStream stream;

        private ModelFile(string path, FileStream stream)
        {
            this.path = path;
            this.stream = stream;
            Length = (int)stream.Length;
        }

        /// <summary>Bytes of the file.</summary>
        public int Length { get; }

        /// <summary>Opens a file for reading.</summary>
        /// <exception cref="ModelException">Storage: it cannot be read.</exception>
        public static ModelFile Open(string path)
        {
            FileStream stream;
            try
            {
                stream = new FileStream(path, FileMode.Open, FileAccess.Read);
            }
            catch (Exception e)
            {
                // The file systems of the device throw exceptions of many kinds, and all mean the same here.
                throw Failure(path, e.Message);
            }

            if (stream.Length > MostBytes)
            {
                stream.Close();
                throw Failure(path, $"it has more than {MostBytes} bytes");
            }

            return new ModelFile(path, stream);
        }

        /// <summary>Reads the whole file into managed memory.</summary>
        /// <exception cref="ModelException">Storage: it cannot be read. Memory: it is too large.</exception>
        public static byte[] ReadAll(string path)
        {
            ModelFile file = Open(path);
            try
            {
                byte[] bytes = new byte[file.Length];
                int at = 0;
                while (at < bytes.Length)
                {
                    at += file.Read(bytes, at, bytes.Length - at);
                }

                return bytes;
            }
            catch (OutOfMemoryException)
            {
                throw new ModelException(
                    ErrorCode.Memory,
                    $"{path} has {file.Length} bytes, too many for managed memory; use Backend.Native.");
            }
            finally
            {
                file.Close();
            }
        }

        /// <summary>Reads the next piece.</summary>
        /// <returns>Its bytes, 0 at the end.</returns>
        /// <exception cref="ModelException">Storage: the file cannot be read or has become shorter.</exception>
        public int Read(byte[] piece)
        {
            int left = (int)(Length - stream.Position);
            return left <= 0 ? 0 : Read(piece, 0, left < piece.Length ? left : piece.Length);
        }

        /// <summary>Closes the file.</summary>
        public void Close()
        {
            stream.Close();
        }

        private int Read(byte[] bytes, int at, int count)
        {
            int read;
            try
            {
                read = stream.Read(bytes, at, count);
            }
            catch (Exception e)
            {
                throw Failure(path, e.Message);
            }

            return read > 0 ? read : throw Failure(path, "it became shorter while it was read");
        }

        private static ModelException Failure(string path, string reason)
        {
            return new ModelException(
                ErrorCode.Storage, $"The model file {path} cannot be read: {reason}. Check the path and the drive.");
        }
    }
}
