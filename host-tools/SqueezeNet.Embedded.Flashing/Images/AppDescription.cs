using System;
using System.Buffers.Binary;
using System.Text;

namespace SqueezeNet.Embedded.Flashing.Images;

/// <summary>What an application built with ESP-IDF says of itself.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Project">Its name.</param>
/// <param name="Built">Day and time at which it was compiled.</param>
/// <param name="Idf">Version of ESP-IDF.</param>
public sealed record AppDescription(string Version, string Project, string Built, string Idf)
{
    private const uint Magic = 0xABCD5432;
    private const int Bytes = 256;

    /// <summary>Reads it from where the first segment begins; null if there is none.</summary>
    internal static AppDescription? Read(ReadOnlySpan<byte> segment)
    {
        return segment.Length >= Bytes && BinaryPrimitives.ReadUInt32LittleEndian(segment) == Magic
            ? new AppDescription(
                Text(segment.Slice(16, 32)),
                Text(segment.Slice(48, 32)),
                $"{Text(segment.Slice(96, 16))} {Text(segment.Slice(80, 16))}",
                Text(segment.Slice(112, 32)))
            : null;
    }

    private static string Text(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        return Encoding.ASCII.GetString(end < 0 ? field : field[..end]).Trim();
    }
}
