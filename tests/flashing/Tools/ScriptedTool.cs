using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace SqueezeNet.Embedded.Tests.Flashing.Tools;

/// <summary>
/// A program that plays a tool: it writes down how it is called and answers each command with what it is told to.
/// </summary>
internal sealed class ScriptedTool
{
    // The command is the argument that has an answer; what it is given last is kept, or filled.
    private const string Script =
        """
        #!/bin/sh
        dir=$(dirname "$0")
        word=nothing
        for argument in "$@"; do
            printf '[%s]' "$argument" >> "$dir/calls"
            last=$argument
            if [ -f "$dir/$argument.out" ]; then word=$argument; fi
        done
        echo >> "$dir/calls"
        if [ -f "$last" ]; then
            cp "$last" "$dir/kept"
            stat -c %a "$last" > "$dir/mode"
        fi
        if [ -f "$dir/$word.fill" ]; then cp "$dir/$word.fill" "$last"; fi
        [ -f "$dir/$word.out" ] || { echo "no such command: $*"; exit 99; }
        cat "$dir/$word.out"
        exit "$(cat "$dir/$word.code")"
        """;

    private readonly string folder;

    public ScriptedTool(string folder, string name)
    {
        this.folder = folder;
        Directory.CreateDirectory(folder);
        File = Path.Combine(folder, name);
        System.IO.File.WriteAllText(File, Script);
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(
                File, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public string File { get; }

    /// <summary>Its calls, with each argument in brackets.</summary>
    public IReadOnlyList<string> Calls =>
        System.IO.File.Exists(At("calls")) ? System.IO.File.ReadAllLines(At("calls")) : [];

    /// <summary>The last file that it was given.</summary>
    public byte[] Kept => System.IO.File.ReadAllBytes(At("kept"));

    /// <summary>Who could read that, as chmod writes it.</summary>
    public string Mode => System.IO.File.ReadAllText(At("mode")).Trim();

    /// <summary>The last argument of the last call.</summary>
    public string LastArgument => Calls[^1].Split(['[', ']'], StringSplitOptions.RemoveEmptyEntries).Last();

    /// <summary>Says what a command prints, and how it ends.</summary>
    public ScriptedTool Answer(string command, string output, int code = 0)
    {
        System.IO.File.WriteAllText(At(command + ".out"), output + "\n");
        System.IO.File.WriteAllText(At(command + ".code"), $"{code}");
        return this;
    }

    /// <summary>Says what a command writes into the file that it is given last.</summary>
    public ScriptedTool Fill(string command, byte[] bytes)
    {
        System.IO.File.WriteAllBytes(At(command + ".fill"), bytes);
        return this;
    }

    private string At(string name)
    {
        return Path.Combine(folder, name);
    }
}
