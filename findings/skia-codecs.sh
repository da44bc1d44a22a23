#!/usr/bin/env bash
# SkiaSharp 4.155.0 (NuGet, .NET 10): three things that SKCodec does with image files without a word.
#
# Behaviour: (1) a progressive JPEG that ends early is decoded with SKCodecResult.Success; what is missing is blurred or
#   gray. (2) PNG samples of 16 bits become v >> 8, and no other colour type gives them whole. (3) the orientation in a
#   PNG's eXIf chunk is not seen, though those of JPEG and WebP are.
# Expected: IncompleteInput, as for a baseline JPEG; round(v / 257) or a way to get all bits; EncodedOrigin RightTop.
# Why it matters: each makes other pixels of an image that a network is calibrated or judged on. The product walks the
#   markers of a JPEG, reads PNG of 16 bits and eXIf itself (host-tools/SqueezeNet.Embedded.Host/Imaging).
set -eu
command -v cjpeg >/dev/null || apt-get install -y -qq libjpeg-turbo-progs >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >probe.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="SkiaSharp" Version="4.155.0" />
    <PackageReference Include="SkiaSharp.NativeAssets.Linux.NoDependencies" Version="4.155.0" />
  </ItemGroup>
</Project>
P
cat >probe.cs <<'P'
using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using SkiaSharp;

foreach (string kind in new[] { "baseline", "progressive" })
{
    byte[] whole = File.ReadAllBytes($"{kind}.jpg");
    Console.WriteLine($"half of a {kind} JPEG: {Decode(whole[..(whole.Length / 2)], SKColorType.Rgba8888).Result}");
}

byte[] png = Png(Chunk("IDAT", Zip([0, 0x12, 0x80])));
Console.WriteLine($"0x1280 of 16 bits: {Decode(png, SKColorType.Rgba8888).Bytes[0]}");
Console.WriteLine($"with all bits: {Decode(png, SKColorType.Rgba16161616).Result}");
byte[] exif = [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0];
png = Png([.. Chunk("eXIf", exif), .. Chunk("IDAT", Zip([0, 0, 0]))]);
using SKCodec turned = SKCodec.Create(new MemoryStream(png))!;
Console.WriteLine($"eXIf with orientation 6: {turned.EncodedOrigin}");

static (SKCodecResult Result, byte[] Bytes) Decode(byte[] file, SKColorType type)
{
    using SKCodec codec = SKCodec.Create(new MemoryStream(file))!;
    SKImageInfo info = new(codec.Info.Width, codec.Info.Height, type, SKAlphaType.Unpremul);
    IntPtr pixels = Marshal.AllocHGlobal(info.BytesSize);
    SKCodecResult result = codec.GetPixels(info, pixels);
    byte[] bytes = new byte[info.BytesSize];
    Marshal.Copy(pixels, bytes, 0, bytes.Length);
    return (result, bytes);
}

static byte[] Png(byte[] chunks)
{
    byte[] header = [0, 0, 0, 1, 0, 0, 0, 1, 16, 0, 0, 0, 0];
    return [0x89, .. "PNG\r\n"u8, 26, 10, .. Chunk("IHDR", header), .. chunks, .. Chunk("IEND", [])];
}

static byte[] Zip(byte[] data)
{
    MemoryStream stream = new();
    using (ZLibStream zip = new(stream, CompressionLevel.Fastest, true)) zip.Write(data);
    return stream.ToArray();
}

static byte[] Chunk(string type, byte[] data)
{
    byte[] named = [.. Encoding.ASCII.GetBytes(type), .. data];
    uint crc = ~0u;
    foreach (byte value in named)
    {
        crc ^= value;
        for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
    }

    byte[] chunk = new byte[named.Length + 8];
    BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
    named.CopyTo(chunk, 4);
    BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(named.Length + 4), ~crc);
    return chunk;
}
P
awk 'BEGIN { print "P2 200 200 255"; for (i = 0; i < 40000; i++) print (i * 7919) % 256 }' >noise.pgm
cjpeg -outfile baseline.jpg noise.pgm
cjpeg -progressive -outfile progressive.jpg noise.pgm
dotnet run 2>&1 | tee seen
cat >wanted <<'P'
half of a baseline JPEG: IncompleteInput
half of a progressive JPEG: Success
0x1280 of 16 bits: 18
with all bits: InvalidConversion
eXIf with orientation 6: TopLeft
P
diff wanted seen && echo "as found"
