using System;
using CameraNode;
using SqueezeNet.Embedded.Tests.Firmware.Library.Networks;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes.Fakes;

/// <summary>The hand-made network with another head: it takes what is dark for a dog.</summary>
internal sealed class CatsAndDogs : IModelSource
{
    private static readonly byte[] SharedBlob = Make();

    public static byte[] Blob => (byte[])SharedBlob.Clone();

    public static int Stages { get; } = CountStages();

    public static Frame Cat => HandMadeNetwork.MakeFrame(8, 8);

    public static Frame Dog => new(new byte[3 * 8 * 8], 8, 8, PixelFormat.Rgb888);

    public Network Open(DecodingProgress progress)
    {
        return Open();
    }

    public static Network Open()
    {
        return Network.Open(Blob, Backend.Managed);
    }

    private static int CountStages()
    {
        using Network network = Open();
        return network.Stages;
    }

    private static byte[] Make()
    {
        TestNetwork network = HandMadeNetwork.Make();
        network.Head.Weights[32 + 16] = 4;
        network.Head.Bias[0] = 10;
        return network.ToBlob();
    }
}
