using System;
using System.IO;
using System.Text;
using CameraNode;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>The file of the node's settings that gets the threshold.</summary>
internal sealed class NodeFile
{
    /// <summary>The setting.</summary>
    public const string Setting = "minProbability";

    private const string Hysteresis = "hysteresis";
    private const string Name = "node.json";

    private NodeFile(string path, bool isNamed)
    {
        Path = path;
        IsNamed = isNamed;
        if (isNamed && File.Exists(path))
        {
            Require(path);
        }
    }

    public string Path { get; }

    /// <summary>Whether the user named it; else it is the one beside the blob.</summary>
    public bool IsNamed { get; }

    /// <summary>Whether it has been written, or was left as it was.</summary>
    public bool IsWritten { get; private set; }

    /// <summary>Why it was left as it was though it was named; null if it was not.</summary>
    public string? Problem { get; private set; }

    /// <summary>The file that is named, or stands beside the blob; null without a blob.</summary>
    /// <exception cref="CommandException">The node would refuse what stands in it.</exception>
    public static NodeFile? For(TrainOptions options)
    {
        bool isNamed = options.Node is not null;
        string? path = options.Node ?? (options.Blob is null ? null : Beside(options.Blob));
        return path is null ? null : new NodeFile(path, isNamed);
    }

    /// <summary>
    /// Sets the threshold in the file that is named, as it is by now, or in a new one; another stays as it is.
    /// </summary>
    public void Write(OutputFiles files, double probability)
    {
        if (!IsNamed && !File.Exists(Path))
        {
            files.Add(Path, Encoding.UTF8.GetBytes(Text("{}", probability)));
            IsWritten = true;
        }
        else if (IsNamed && Merged(probability) is string merged)
        {
            files.Write(Path, Encoding.UTF8.GetBytes(merged));
            IsWritten = true;
        }
        else
        {
            files.Leave(Path);
        }
    }

    private string? Merged(double probability)
    {
        try
        {
            string before = File.Exists(Path) ? File.ReadAllText(Path) : "{}";
            SettingsReader.Read(before, new NodeSettings());
            string text = Text(before, probability);
            SettingsReader.Read(text, new NodeSettings());
            return text;
        }
        catch (Exception e) when (e is SettingsException or IOException or UnauthorizedAccessException)
        {
            // It was fine before: it was edited meanwhile, or another setting leans on this one. A training must not be
            // lost to that.
            Problem = e.Message;
            return null;
        }
    }

    /// <summary>
    /// Settings with the threshold. A device lays them over its own, whose hysteresis may be above it: then that is
    /// set, too.
    /// </summary>
    private static string Text(string before, double probability)
    {
        string text = NodeText.With(before, Setting, probability);
        return IsTaken(text, new NodeSettings()) && !IsTaken(text, DeviceSettings.Make())
            ? NodeText.With(text, Hysteresis, probability)
            : text;
    }

    private static bool IsTaken(string text, NodeSettings settings)
    {
        try
        {
            SettingsReader.Read(text, settings);
            return true;
        }
        catch (SettingsException e)
        {
            return e.Key != Hysteresis;
        }
    }

    private static string Beside(string blob)
    {
        return System.IO.Path.Combine(System.IO.Path.GetDirectoryName(blob) ?? string.Empty, Name);
    }

    private static void Require(string path)
    {
        try
        {
            SettingsReader.Read(File.ReadAllText(path), new NodeSettings());
        }
        catch (Exception e) when (e is SettingsException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.BadInput, $"{path}: {e.Message}", path);
        }
    }
}
