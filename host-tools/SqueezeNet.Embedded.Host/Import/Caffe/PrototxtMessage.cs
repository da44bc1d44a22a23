using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Caffe;

/// <summary>A message of a text-format protobuf: its fields in order, each a text or a message.</summary>
internal sealed class PrototxtMessage(string file, long? offset)
{
    private readonly List<(string Name, long? Offset, string? Text, PrototxtMessage? Message)> fields = [];

    /// <summary>Where the message begins in a text file; null in a binary one.</summary>
    public long? Offset { get; } = offset;

    /// <summary>Adds a field with a text or a message.</summary>
    public void Add(string name, long? at, string? text, PrototxtMessage? message)
    {
        fields.Add((name, at, text, message));
    }

    /// <summary>Whether the field occurs.</summary>
    public bool Has(string name) => fields.Any(f => f.Name == name);

    /// <summary>All messages in fields of that name.</summary>
    public IEnumerable<PrototxtMessage> Messages(string name)
    {
        return fields.Where(f => f.Name == name && f.Message is not null).Select(f => f.Message!);
    }

    /// <summary>The last message of that name, or an empty one.</summary>
    public PrototxtMessage Message(string name)
    {
        return Messages(name).LastOrDefault() ?? new PrototxtMessage(file, Offset);
    }

    /// <summary>All texts in fields of that name.</summary>
    public string[] Texts(string name)
    {
        return [.. fields.Where(f => f.Name == name && f.Text is not null).Select(f => f.Text!)];
    }

    /// <summary>The last text of that name, or the default.</summary>
    public string Text(string name, string otherwise) => Texts(name).LastOrDefault() ?? otherwise;

    /// <summary>All integers in fields of that name.</summary>
    public int[] Integers(string name)
    {
        List<int> numbers = [];
        foreach ((string _, long? at, string? text, PrototxtMessage? _) in fields.Where(f => f.Name == name))
        {
            bool valid = int.TryParse(
                text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number);
            numbers.Add(valid ? number : throw new ImportException(
                file, $"field '{name}' is not an integer", Remedies.FixPrototxt, null, at));
        }

        return [.. numbers];
    }

    /// <summary>All real numbers in fields of that name.</summary>
    public float[] Reals(string name)
    {
        return [.. Texts(name).Select(text =>
            float.TryParse(text.TrimEnd('f'), NumberStyles.Float, CultureInfo.InvariantCulture, out float number)
                ? number
                : throw new ImportException(
                    file, $"field '{name}' is not a number", Remedies.FixPrototxt, null, Offset))];
    }

    /// <summary>The last integer of that name, or the default.</summary>
    public int Integer(string name, int otherwise) => Has(name) ? Integers(name)[^1] : otherwise;
}
