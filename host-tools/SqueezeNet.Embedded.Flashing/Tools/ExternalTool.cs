using System;
using System.Collections.Generic;

namespace SqueezeNet.Embedded.Flashing.Tools;

/// <summary>A program of others that is installed here.</summary>
/// <param name="Name">Its name: esptool, nanoff.</param>
/// <param name="File">What is started.</param>
/// <param name="Prefix">Arguments before all others, such as those that make a Python run it.</param>
/// <param name="Version">What it says of itself.</param>
public sealed record ExternalTool(string Name, string File, IReadOnlyList<string> Prefix, Version Version)
{
    /// <summary>As one would type it.</summary>
    public string CommandLine => string.Join(' ', [File, .. Prefix]);
}
