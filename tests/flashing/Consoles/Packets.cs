using System;
using System.Buffers.Binary;
using System.Text;

namespace SqueezeNet.Embedded.Tests.Flashing.Consoles;

/// <summary>Packets of nanoFramework's wire protocol, as nanoCLR mixes them into its text.</summary>
internal static class Packets
{
    public const uint Ping = 0;
    public const uint Message = 1;

    public static byte[] Of(uint command, string payload)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(payload);
        byte[] packet = new byte[32 + bytes.Length];
        "NFPKTV1\0"u8.CopyTo(packet);
        BinaryPrimitives.WriteUInt32LittleEndian(packet.AsSpan(16), command);
        BinaryPrimitives.WriteUInt32LittleEndian(packet.AsSpan(28), (uint)bytes.Length);
        bytes.CopyTo(packet.AsSpan(32));
        return packet;
    }
}
