namespace SqueezeNet.Embedded.Tests.Firmware.Nodes.Broker;

/// <summary>Types of MQTT's packets; the numbers are MQTT's.</summary>
internal enum PacketType
{
    Connect = 1,
    ConnAck = 2,
    Publish = 3,
    PubAck = 4,
    PubRec = 5,
    PubRel = 6,
    PubComp = 7,
    Subscribe = 8,
    SubAck = 9,
    PingReq = 12,
    PingResp = 13,
    Disconnect = 14,
}
