using System;
using System.Globalization;
using System.Text;

namespace SqueezeNet.Embedded.Host.Import.Sources;

/// <summary>A file that cannot become a SqueezeNet: what is wrong, where, and what to do about it.</summary>
public sealed class ImportException : Exception
{
    /// <summary>Creates the exception; the message is composed of all its parts.</summary>
    public ImportException(
        string file,
        string problem,
        string remedy,
        string? node = null,
        long? offset = null,
        Exception? innerException = null)
        : base(Compose(file, problem, remedy, node, offset), innerException)
    {
        File = file;
        Problem = problem;
        Remedy = remedy;
        Node = node;
        Offset = offset;
    }

    /// <summary>The file that was read.</summary>
    public string File { get; }

    /// <summary>What is wrong with it.</summary>
    public string Problem { get; }

    /// <summary>What the user can do.</summary>
    public string Remedy { get; }

    /// <summary>Name of the node or layer at fault, when there is one.</summary>
    public string? Node { get; }

    /// <summary>Byte offset in <see cref="File"/> at which reading stopped, when known.</summary>
    public long? Offset { get; }

    private static string Compose(string file, string problem, string remedy, string? node, long? offset)
    {
        StringBuilder text = new(file);
        if (offset is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $" (byte {offset})");
        }

        text.Append(": ");
        if (node is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"node '{node}': ");
        }

        return text.Append(problem).Append(". ").Append(remedy).Append('.').ToString();
    }
}
