using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Import.Graphs;

/// <summary>The attributes of a node: lists of integers, texts and real numbers by name.</summary>
internal sealed class NodeAttributes
{
    private readonly Dictionary<string, long[]> integers = [];
    private readonly Dictionary<string, string> texts = [];
    private readonly Dictionary<string, float> reals = [];

    /// <summary>The integers of an attribute, or null when it is not given.</summary>
    public long[]? Integers(string name) => integers.GetValueOrDefault(name);

    /// <summary>A single integer, or the default when it is not given.</summary>
    public long Integer(string name, long otherwise)
    {
        return integers.TryGetValue(name, out long[]? values) && values.Length > 0 ? values[0] : otherwise;
    }

    /// <summary>A text, or the default when it is not given.</summary>
    public string Text(string name, string otherwise) => texts.GetValueOrDefault(name, otherwise);

    /// <summary>A real number, or the default when it is not given.</summary>
    public float Real(string name, float otherwise) => reals.GetValueOrDefault(name, otherwise);

    /// <summary>A copy to which more can be added.</summary>
    public NodeAttributes Copy()
    {
        NodeAttributes copy = new();
        integers.ToList().ForEach(a => copy.integers[a.Key] = a.Value);
        texts.ToList().ForEach(a => copy.texts[a.Key] = a.Value);
        reals.ToList().ForEach(a => copy.reals[a.Key] = a.Value);
        return copy;
    }

    /// <summary>Adds integers and returns this instance.</summary>
    public NodeAttributes With(string name, params long[] values)
    {
        integers[name] = values;
        return this;
    }

    /// <summary>Adds a text and returns this instance.</summary>
    public NodeAttributes WithText(string name, string value)
    {
        texts[name] = value;
        return this;
    }

    /// <summary>Adds a real number and returns this instance.</summary>
    public NodeAttributes WithReal(string name, float value)
    {
        reals[name] = value;
        return this;
    }
}
