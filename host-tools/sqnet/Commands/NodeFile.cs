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

    private const string Name = "node.json";

    private readonly bool isNamed;
    private readonly string? before;
    private readonly bool isThere;

    private NodeFile(string path, bool isNamed)
    {
        Path = path;
        this.isNamed = isNamed;
        isThere = File.Exists(path);
        before = isNamed && isThere ? Read(path) : null;
    }

    public string Path { get; }

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

    /// <summary>Sets the threshold in the file that is named, or in a new one; another stays as it is.</summary>
    public void Write(OutputFiles files, double probability)
    {
        if (isNamed)
        {
            files.Write(Path, Encoding.UTF8.GetBytes(Merged(probability)));
        }
        else if (!isThere)
        {
            files.Add(Path, Encoding.UTF8.GetBytes(NodeText.With("{}", probability)));
        }

        IsWritten = Problem is null && (isNamed || !isThere);
    }

    private string Merged(double probability)
    {
        string text = NodeText.With(before ?? "{}", probability);
        try
        {
            SettingsReader.Read(text, new NodeSettings());
            return text;
        }
        catch (SettingsException e)
        {
            // It was fine before: another setting leans on this one. A training must not be lost to that.
            Problem = e.Message;
            return before!;
        }
    }

    private static string Beside(string blob)
    {
        return System.IO.Path.Combine(System.IO.Path.GetDirectoryName(blob) ?? string.Empty, Name);
    }

    private static string Read(string path)
    {
        try
        {
            string text = File.ReadAllText(path);
            SettingsReader.Read(text, new NodeSettings());
            return text;
        }
        catch (Exception e) when (e is SettingsException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.BadInput, $"{path}: {e.Message}", path);
        }
    }
}
