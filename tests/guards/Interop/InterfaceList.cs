using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SqueezeNet.Embedded.Tests.Guards.Generator;

namespace SqueezeNet.Embedded.Tests.Guards.Interop;

/// <summary>
/// The native interface: what a firmware must answer to. native-interface.txt holds the one that firmwares were built
/// with, its version in the first line, then a method a line.
/// </summary>
/// <param name="Version">The native version.</param>
/// <param name="Methods">Class::method of each, whose name spells its signature, in the order of the table.</param>
internal sealed record InterfaceList(Version Version, IReadOnlyList<string> Methods)
{
    /// <summary>The interface that an assembly declares.</summary>
    public static InterfaceList Of(NativeTable table)
    {
        return new InterfaceList(table.Version, [.. table.Methods.OfType<string>()]);
    }

    /// <summary>Reads the accepted one.</summary>
    public static InterfaceList Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        return new InterfaceList(Version.Parse(lines[0]), lines[1..]);
    }

    /// <summary>Writes it, to be the accepted one.</summary>
    public void Write(string path)
    {
        File.WriteAllLines(path, Methods.Prepend(Version.ToString()));
    }

    /// <summary>What stands in the way of a firmware that was built with this interface: none if nothing does.</summary>
    /// <param name="now">What the assembly declares.</param>
    public IReadOnlyList<string> Breaks(InterfaceList now)
    {
        string[] breaks =
        [
            .. Methods.Except(now.Methods).Select(method => $"{method} is gone"),
            .. now.Methods.Except(Methods).Select(method => $"{method} is new"),
        ];
        return breaks.Length > 0 ? breaks :
        [
            .. Methods.Zip(now.Methods).Where(pair => pair.First != pair.Second)
                .Select(pair => $"{pair.Second} stands where {pair.First} stood"),
        ];
    }

    /// <summary>What to do before the list may be written anew: null if it may, or need not be.</summary>
    public string? Refusal(InterfaceList now)
    {
        IReadOnlyList<string> breaks = Breaks(now);
        return breaks.Count == 0 || now.Version > Version
            ? null
            : string.Join(Environment.NewLine, breaks.Prepend(
                $"A new firmware is needed: raise the native version, {Version}, in "
                + "firmware/device/SqueezeNet.Embedded.Native/Properties/AssemblyInfo.cs and make native-table."));
    }
}
