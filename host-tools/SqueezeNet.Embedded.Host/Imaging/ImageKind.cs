namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>The formats that are read.</summary>
internal enum ImageKind
{
    Unknown,
    Jpeg,
    Png,
    WebP,
    Gif,
    Bmp,
    Pnm,
}
