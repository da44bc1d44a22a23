namespace SqueezeNet.Embedded.Tests.Firmware.Nodes.Broker;

/// <summary>A packet of MQTT on the wire.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Body">What follows its length.</param>
/// <param name="Bytes">All of it.</param>
internal sealed record Packet(PacketType Type, byte[] Body, byte[] Bytes)
{
    /// <summary>The message's number in a packet that acknowledges.</summary>
    public int Id => (Body[0] << 8) | Body[1];
}
