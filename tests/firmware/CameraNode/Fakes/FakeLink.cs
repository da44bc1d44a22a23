using CameraNode;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes.Fakes;

/// <summary>A network that can be joined after some failures.</summary>
internal sealed class FakeLink : INetworkLink
{
    public int Failures { get; set; }

    public bool Connect()
    {
        return Failures-- <= 0;
    }
}
