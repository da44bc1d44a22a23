using System.Text;
using Mono.Cecil;

namespace SqueezeNet.Embedded.Tests.Guards.Generator;

/// <summary>
/// The checksum that the metadata processor writes into an assembly and that the CLR compares with the one in its table
/// of native methods: a CRC-32 (polynomial 0x04C11DB7, not reflected, from 0, not inverted) over a name of each method.
/// </summary>
internal static class NativeChecksum
{
    private const uint Polynomial = 0x04C11DB7;

    /// <summary>Computes it; 0 if the assembly has no native method.</summary>
    public static uint Of(ModuleDefinition module)
    {
        uint crc = 0;
        bool native = false;
        foreach (MethodDefinition method in NanoMetadata.ChecksummedMethods(module))
        {
            if (!NanoMetadata.IsNative(method))
            {
                crc = native ? Update(crc, "NULL") : 0;
            }
            else if (native)
            {
                crc = Update(crc, module.Assembly.Name.Name);
                crc = Update(crc, NanoMetadata.ClassName(method.DeclaringType));
                crc = Update(crc, NanoMetadata.MethodName(method));
            }
            else
            {
                // The processor starts anew at each piece until a native method is complete: only this name remains.
                crc = Update(0, NanoMetadata.MethodName(method));
                native = true;
            }
        }

        return crc;
    }

    private static uint Update(uint crc, string text)
    {
        foreach (byte b in Encoding.ASCII.GetBytes(text))
        {
            crc ^= (uint)b << 24;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 0x80000000) != 0 ? (crc << 1) ^ Polynomial : crc << 1;
            }
        }

        return crc;
    }
}
