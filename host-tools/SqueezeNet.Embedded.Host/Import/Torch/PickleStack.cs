using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Import.Torch;

/// <summary>The stack of the machine that a pickle is a program for, and its memo.</summary>
internal sealed class PickleStack(PickleBytes bytes)
{
    private readonly List<object?> values = [];
    private readonly Stack<int> marks = [];
    private readonly Dictionary<uint, object?> memo = [];

    public void Push(object? value) => values.Add(value);

    public void Mark() => marks.Push(values.Count);

    public object? Top()
    {
        RequireValues(1);
        return values[^1];
    }

    public object? Pop() => Pop(1)[0];

    /// <summary>The uppermost values, the lowest of them first.</summary>
    public object?[] Pop(int count)
    {
        RequireValues(count);
        object?[] taken = [.. values[^count..]];
        values.RemoveRange(values.Count - count, count);
        return taken;
    }

    public object?[] PopToMark()
    {
        bytes.Require(marks.TryPop(out int mark), "a list has no beginning");
        return Pop(values.Count - mark);
    }

    /// <summary>Drops a value, or a mark that stands on top.</summary>
    public void Drop()
    {
        if (!marks.TryPeek(out int mark) || mark < values.Count)
        {
            Pop();
            return;
        }

        marks.Pop();
    }

    /// <summary>Keeps the uppermost value under a number.</summary>
    public void Memoize(uint index) => memo[index] = Top();

    /// <summary>Keeps the uppermost value under the next number.</summary>
    public void Memoize() => Memoize((uint)memo.Count);

    public void Recall(uint index)
    {
        bytes.Require(memo.TryGetValue(index, out object? value), $"it recalls value {index} before it is there");
        Push(value);
    }

    /// <summary>Values before a mark are out of reach.</summary>
    private void RequireValues(int count)
    {
        bytes.Require(
            count <= values.Count - (marks.TryPeek(out int mark) ? mark : 0), "a value is missing");
    }
}
