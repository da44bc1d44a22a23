using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using SqueezeNet.Embedded.Tests.Firmware.Library.Networks;
using SqueezeNet.Embedded.Tests.Firmware.Library.Vectors;

namespace SqueezeNet.Embedded.Tests.Arm64;

/// <summary>
/// The vector engine's ARM paths against the reference. Arguments are blobs, whose golden vectors run.
/// </summary>
internal static class Program
{
    private const int Networks = 60;

    private static int Main(string[] blobs)
    {
        Console.WriteLine($"{RuntimeInformation.RuntimeIdentifier}: {string.Join(", ", VectorAgreement.Paths)}");
        if (!AdvSimd.Arm64.IsSupported || !VectorAgreement.Paths.Contains(VectorPath.AdvSimdDot))
        {
            Console.Error.WriteLine("this processor lacks the instructions that are to be tested");
            return 1;
        }

        VectorAgreement.RequireExactExtremes(default(AdvSimdPairs), -128);
        VectorAgreement.RequireExactExtremes(default(AdvSimdDots), -128);
        VectorAgreement.RequireExactExtremes(default(PortableDots), -128);
        for (int seed = 0; seed < Networks; seed++)
        {
            byte[] network = RandomNetworks.Small(seed).ToBlob();
            VectorAgreement.RequireSameGoldenRun(network, (uint)seed, $"network {seed}");
            RequireSameFrame(network, seed);
        }

        VectorAgreement.RequireSameGoldenRun(RandomNetworks.SqueezeNet11(48, 100).ToBlob(), 1, "v1.1 shape");
        VectorAgreement.RequireSameGoldenRun(HandMadeNetwork.WithBypass(0).ToBlob(), 3, "bypass, zero 0");
        VectorAgreement.RequireSameGoldenRun(HandMadeNetwork.WithBypass(-128).ToBlob(), 3, "bypass, zero -128");
        foreach (string blob in blobs)
        {
            RunGoldenVectors(blob);
        }

        Console.WriteLine($"{Networks + 3} networks and {blobs.Length} blobs are the same");
        return 0;
    }

    private static void RequireSameFrame(byte[] network, int seed)
    {
        Random random = new(seed);
        BlobHeader header = Blob.Open(network).Header;
        PixelFormat format = (PixelFormat)(seed % 4);
        byte[] pixels = new byte[60 * 60 * 3];
        random.NextBytes(pixels);
        Frame frame = new(pixels, random.Next(1, 61), random.Next(1, 61), format);
        VectorAgreement.RequireSameRun(
            network,
            new ImageSource(frame, header),
            new VectorImage(frame, header.Width, header.Height, header.CropNumerator, header.CropDenominator),
            $"network {seed}, {format} {frame.Width} x {frame.Height}");
    }

    private static void RunGoldenVectors(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        if (Blob.Open(bytes).GoldenVectors == 0)
        {
            throw new InvalidOperationException($"{path} has no golden vectors");
        }

        foreach (VectorPath vectors in VectorAgreement.Paths)
        {
            VectorPaths.Prefer(VectorPaths.Name(vectors));
            using Network network = Network.Open(bytes, Backend.Vector);
            network.SelfTest();
            Console.WriteLine($"{Path.GetFileName(path)}, {VectorPaths.Name(vectors)}: the golden vectors hold");
        }
    }
}
