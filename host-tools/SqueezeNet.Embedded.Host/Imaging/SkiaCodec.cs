using System;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>
/// A file that Skia decodes, opened: its header is read, its pixels are not. Skia's codecs are libjpeg-turbo, libpng
/// and libwebp. Colour profiles are ignored and alpha is dropped, as PIL and torchvision do it.
/// </summary>
internal sealed class SkiaCodec : IDisposable
{
    private readonly string file;
    private readonly string kind;
    private readonly SKCodec codec;

    private SkiaCodec(string file, string kind, SKCodec codec)
    {
        this.file = file;
        this.kind = kind;
        this.codec = codec;
    }

    public int Width => codec.Info.Width;

    public int Height => codec.Info.Height;

    /// <summary>From EXIF, of JPEG and WebP; top left where nothing is said.</summary>
    public SKEncodedOrigin Origin => codec.EncodedOrigin;

    /// <summary>Reads a file's header.</summary>
    /// <exception cref="ImageFileException">It is damaged or ends within.</exception>
    public static SkiaCodec Open(string file, byte[] bytes, ImageKind kind)
    {
        string name = kind.ToString().ToUpperInvariant().Replace("WEBP", "WebP", StringComparison.Ordinal);
        SKCodec? codec = SKCodec.Create(new SKMemoryStream(bytes), out SKCodecResult result);
        return codec is not null
            ? new SkiaCodec(file, name, codec)
            : throw new ImageFileException(
                file,
                result == SKCodecResult.IncompleteInput
                    ? $"the {name} ends before its first row, at byte {bytes.Length}; copy it again."
                    : $"the {name}'s header is damaged, or of a kind that is not known ({result}); save it again.");
    }

    /// <summary>Decodes to 8 bits a sample; a JPEG to a half, a quarter or an eighth of its sides.</summary>
    /// <exception cref="ImageFileException">It is damaged or ends too early.</exception>
    public RgbImage Decode(int denominator = 1)
    {
        SKSizeI size = codec.GetScaledDimensions(1f / denominator);
        // Without a colour space nothing is converted.
        SKImageInfo info = new(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        byte[] rgba = new byte[info.BytesSize];
        SKCodecResult result = Pinned(rgba, address => codec.GetPixels(info, address));
        return result switch
        {
            SKCodecResult.Success => new RgbImage(info.Width, info.Height, DropAlpha(rgba)),
            SKCodecResult.IncompleteInput => throw Ends(Pinned(rgba, address => CountRows(info, address))),
            _ => throw new ImageFileException(file, $"the {kind} is damaged ({result}); copy or save it again."),
        };
    }

    /// <summary>The error for a JPEG that has no end marker, with how far it goes.</summary>
    public ImageFileException HasNoEnd()
    {
        SKImageInfo info = new(Width, Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        byte[] row = new byte[info.RowBytes];
        return Ends(Pinned(row, address => CountScanlines(info, address, 0)), "without its end marker");
    }

    public void Dispose()
    {
        codec.Dispose();
    }

    private ImageFileException Ends(int rows, string otherwise = "before its image does")
    {
        string where = rows > 0 && rows < Height ? $"after {rows} of its {Height} rows" : otherwise;
        return new ImageFileException(file, $"the {kind} ends {where}; copy it again.");
    }

    private int CountRows(SKImageInfo info, IntPtr address)
    {
        if (codec.StartIncrementalDecode(info, address, info.RowBytes) != SKCodecResult.Success)
        {
            return CountScanlines(info, address, info.RowBytes);
        }

        codec.IncrementalDecode(out int rows);
        return rows;
    }

    private int CountScanlines(SKImageInfo info, IntPtr address, int stride)
    {
        int rows = 0;
        if (codec.StartScanlineDecode(info) == SKCodecResult.Success)
        {
            while (rows < info.Height && codec.GetScanlines(address + (rows * stride), 1, info.RowBytes) == 1)
            {
                rows++;
            }
        }

        return rows;
    }

    private static T Pinned<T>(byte[] bytes, Func<IntPtr, T> use)
    {
        GCHandle handle = GCHandle.Alloc(bytes, GCHandleType.Pinned);
        try
        {
            return use(handle.AddrOfPinnedObject());
        }
        finally
        {
            handle.Free();
        }
    }

    private static byte[] DropAlpha(byte[] rgba)
    {
        byte[] rgb = new byte[rgba.Length / 4 * 3];
        for (int i = 0; i < rgba.Length / 4; i++)
        {
            rgb[3 * i] = rgba[4 * i];
            rgb[(3 * i) + 1] = rgba[(4 * i) + 1];
            rgb[(3 * i) + 2] = rgba[(4 * i) + 2];
        }

        return rgb;
    }
}
