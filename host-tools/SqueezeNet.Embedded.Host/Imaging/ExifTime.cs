using System;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>When an image was taken, as the EXIF data of JPEG, PNG and WebP files say, on the camera's clock.</summary>
internal static class ExifTime
{
    private const int CameraTag = 0x8769;
    private const int TakenTag = 0x9003;
    private const int ChangedTag = 0x132;
    private const string Form = "yyyy:MM:dd HH:mm:ss";
    private const int RiffHeaderBytes = 12;
    private const int ChunkHeaderBytes = 8;

    /// <summary>The time; null if nothing or nonsense is said.</summary>
    /// <param name="image">The whole file.</param>
    public static DateTime? Of(ReadOnlySpan<byte> image)
    {
        ExifFile file = new(Find(image));
        long? camera = file.Value(file.First, CameraTag, 4);
        return Read(file.Text(camera, TakenTag, Form.Length)) ?? Read(file.Text(file.First, ChangedTag, Form.Length));
    }

    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> image)
    {
        return ImageKinds.Of(image) switch
        {
            ImageKind.Jpeg => image[JpegMarkers.Find(image).Exif],
            ImageKind.Png => PngReader.Exif(image),
            ImageKind.WebP => WebPChunk(image),
            _ => [],
        };
    }

    private static ReadOnlySpan<byte> WebPChunk(ReadOnlySpan<byte> image)
    {
        int at = RiffHeaderBytes;
        while (at + ChunkHeaderBytes <= image.Length)
        {
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(image[(at + 4)..]);
            if (length > image.Length - at - ChunkHeaderBytes)
            {
                return [];
            }

            ReadOnlySpan<byte> data = image.Slice(at + ChunkHeaderBytes, (int)length);
            if (image[at..].StartsWith("EXIF"u8))
            {
                // Some writers put the name of a JPEG's segment before it.
                return data.StartsWith(JpegMarkers.ExifName) ? data[JpegMarkers.ExifName.Length..] : data;
            }

            // Chunks begin at even places.
            at += ChunkHeaderBytes + (int)length + ((int)length & 1);
        }

        return [];
    }

    private static DateTime? Read(ReadOnlySpan<byte> text)
    {
        bool isTime = DateTime.TryParseExact(
            Encoding.Latin1.GetString(text), Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time);
        return isTime ? time : null;
    }
}
