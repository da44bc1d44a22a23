using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace SqueezeNet.Embedded.Tests.Host.Imaging;

/// <summary>An ICC profile that no one could overlook who applied it.</summary>
internal static class ColourProfile
{
    private const int HeaderBytes = 128;

    /// <summary>An RGB display whose first channel is blue and whose third is red.</summary>
    public static byte[] SwapsRedAndBlue()
    {
        byte[] linear = [.. Encoding.ASCII.GetBytes("curv"), 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0];
        Dictionary<string, byte[]> tags = new()
        {
            ["rXYZ"] = Xyz(0.143, 0.061, 0.714),
            ["gXYZ"] = Xyz(0.385, 0.717, 0.097),
            ["bXYZ"] = Xyz(0.436, 0.222, 0.014),
            ["wtpt"] = Xyz(0.9642, 1, 0.8249),
            ["rTRC"] = linear,
            ["gTRC"] = linear,
            ["bTRC"] = linear,
        };
        List<byte> table = [.. Number(tags.Count)];
        List<byte> data = [];
        int start = HeaderBytes + 4 + (12 * tags.Count);
        foreach ((string name, byte[] value) in tags)
        {
            table.AddRange([.. Encoding.ASCII.GetBytes(name), .. Number(start + data.Count), .. Number(value.Length)]);
            data.AddRange(value);
        }

        return [.. Header(start + data.Count), .. table, .. data];
    }

    private static byte[] Header(int size)
    {
        byte[] header = new byte[HeaderBytes];
        Number(size).CopyTo(header, 0);
        Number(0x02400000).CopyTo(header, 8);
        Encoding.ASCII.GetBytes("mntrRGB XYZ ").CopyTo(header, 12);
        Encoding.ASCII.GetBytes("acsp").CopyTo(header, 36);
        Xyz(0.9642, 1, 0.8249)[8..].CopyTo(header, 68);
        return header;
    }

    private static byte[] Xyz(params double[] values)
    {
        return
        [
            .. Encoding.ASCII.GetBytes("XYZ "), 0, 0, 0, 0,
            .. values.SelectMany(v => Number((int)Math.Round(65536 * v))),
        ];
    }

    private static byte[] Number(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
