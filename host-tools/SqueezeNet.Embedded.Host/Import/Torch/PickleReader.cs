using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Numerics;
using System.Text;

namespace SqueezeNet.Embedded.Host.Import.Torch;

/// <summary>
/// Reads the pickles of PyTorch's state dicts (protocol 2). A pickle is a program for a stack machine; of its
/// instructions only those are known that build numbers, texts, lists, tuples, dictionaries and the tensors of
/// <see cref="TorchObjects"/>. Nothing is imported, nothing is called.
/// </summary>
internal sealed class PickleReader
{
    private const int MaxBytes = 8 << 20;
    private const int MaxInstructions = 1 << 18;
    private const int MaxText = 4096;

    private readonly byte[] bytes;
    private readonly ICollection<TorchStorage> storages;
    private readonly int end;
    private readonly List<object?> stack = [];
    private readonly Stack<int> marks = [];
    private readonly Dictionary<uint, object?> memo = [];
    private int position;
    private int start;

    private PickleReader(byte[] bytes, int position, ICollection<TorchStorage> storages)
    {
        this.bytes = bytes;
        this.storages = storages;
        this.position = position;
        end = (int)Math.Min(bytes.Length, (long)position + MaxBytes);
    }

    /// <summary>Reads the pickle that begins at an offset, which moves behind it.</summary>
    /// <param name="storages">Is given every storage that is referred to.</param>
    /// <exception cref="PickleException">It is damaged, too large, or not the pickle of a state dict.</exception>
    public static object? Read(byte[] bytes, ref int offset, ICollection<TorchStorage> storages)
    {
        PickleReader reader = new(bytes, offset, storages);
        for (int i = 0; i < MaxInstructions; i++)
        {
            reader.start = reader.position;
            byte instruction = reader.Take(1)[0];
            if (instruction == '.')
            {
                offset = reader.position;
                return reader.Pop();
            }

            reader.Run(instruction);
        }

        throw reader.Refuse($"it has more than {MaxInstructions} instructions");
    }

    private void Run(byte instruction)
    {
        switch (instruction)
        {
            case 0x80:
                RequireProtocol(Take(1)[0]);
                break;
            case (byte)'c':
                Push(Global(Line(), Line()));
                break;
            case (byte)'q':
                memo[Take(1)[0]] = Top();
                break;
            case (byte)'r':
                memo[BinaryPrimitives.ReadUInt32LittleEndian(Take(4))] = Top();
                break;
            case (byte)'h':
                Push(Recall(Take(1)[0]));
                break;
            case (byte)'j':
                Push(Recall(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))));
                break;
            case (byte)'R':
                Reduce();
                break;
            case (byte)'b':
                // The state of a dictionary (PyTorch's _metadata) says nothing about weights.
                Pop();
                Require(Top() is PickleDictionary, "state is given to what is no dictionary");
                break;
            case (byte)'Q':
                TorchStorage? storage = TorchObjects.Storage(Pop());
                storages.Add(storage ?? throw Refuse("it refers to something that is no storage"));
                Push(storage);
                break;
            default:
                RunValue(instruction);
                break;
        }
    }

    private void RunValue(byte instruction)
    {
        switch (instruction)
        {
            case (byte)'N':
                Push(null);
                break;
            case 0x88 or 0x89:
                Push(instruction == 0x88);
                break;
            case (byte)'K':
                Push((long)Take(1)[0]);
                break;
            case (byte)'M':
                Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2)));
                break;
            case (byte)'J':
                Push((long)BinaryPrimitives.ReadInt32LittleEndian(Take(4)));
                break;
            case 0x8A:
                Push(Integer(Take(Take(1)[0])));
                break;
            case (byte)'G':
                Push(BinaryPrimitives.ReadDoubleBigEndian(Take(8)));
                break;
            case (byte)'X':
                Push(Text(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))));
                break;
            case (byte)'U':
                Push(Text(Take(1)[0]));
                break;
            default:
                RunCollection(instruction);
                break;
        }
    }

    private void RunCollection(byte instruction)
    {
        switch (instruction)
        {
            case (byte)'(':
                marks.Push(stack.Count);
                break;
            case (byte)')':
                Push(new PickleTuple([]));
                break;
            case 0x85 or 0x86 or 0x87:
                Push(new PickleTuple(Pop(instruction - 0x84)));
                break;
            case (byte)'t':
                Push(new PickleTuple(PopToMark()));
                break;
            case (byte)']':
                Push(new List<object?>());
                break;
            case (byte)'a':
                Append([Pop()]);
                break;
            case (byte)'e':
                Append(PopToMark());
                break;
            case (byte)'}':
                Push(new PickleDictionary());
                break;
            case (byte)'s':
                Set(Pop(2));
                break;
            case (byte)'u':
                Set(PopToMark());
                break;
            default:
                throw Refuse($"the instruction 0x{instruction:x2} does not occur in a state dict");
        }
    }

    private PickleGlobal Global(string module, string name)
    {
        string global = $"{module}.{name}";
        return TorchObjects.Allows(global)
            ? new PickleGlobal(global)
            : throw Refuse($"it names '{global}', which a state dict has no use for");
    }

    private void Reduce()
    {
        object?[] call = Pop(2);
        object? result = call[0] is PickleGlobal function && call[1] is PickleTuple arguments
            ? TorchObjects.Build(function, arguments)
            : null;
        Push(result ?? throw Refuse("it builds an object in a way that PyTorch does not"));
    }

    private void Append(object?[] items)
    {
        (Top() as List<object?> ?? throw Refuse("it adds items to what is no list")).AddRange(items);
    }

    private void Set(object?[] pairs)
    {
        PickleDictionary target = Top() as PickleDictionary ?? throw Refuse("it adds entries to what is no dictionary");
        Require(pairs.Length % 2 == 0, "a key has no value");
        for (int i = 0; i < pairs.Length; i += 2)
        {
            target.Set(pairs[i], pairs[i + 1]);
        }
    }

    private void RequireProtocol(byte version)
    {
        if (version != 2)
        {
            throw Refuse($"it has protocol {version}, PyTorch writes 2");
        }
    }

    private void Push(object? value) => stack.Add(value);

    private object? Top()
    {
        RequireValues(1);
        return stack[^1];
    }

    private object? Pop() => Pop(1)[0];

    private object?[] Pop(int count)
    {
        RequireValues(count);
        object?[] values = [.. stack[^count..]];
        stack.RemoveRange(stack.Count - count, count);
        return values;
    }

    private object?[] PopToMark()
    {
        Require(marks.TryPop(out int mark), "a list has no beginning");
        return Pop(stack.Count - mark);
    }

    /// <summary>Values before a mark are out of reach.</summary>
    private void RequireValues(int count)
    {
        Require(count <= stack.Count - (marks.TryPeek(out int mark) ? mark : 0), "a value is missing");
    }

    private object? Recall(uint index)
    {
        return memo.TryGetValue(index, out object? value)
            ? value
            : throw Refuse($"it recalls value {index} before it is there");
    }

    private string Text(uint length)
    {
        Require(length <= MaxText, "a text is too long");
        return Encoding.UTF8.GetString(Take((int)length));
    }

    private string Line()
    {
        int length = bytes.AsSpan(position, Math.Min(MaxText, end - position)).IndexOf((byte)'\n');
        Require(length >= 0, "a name does not end");
        string line = Encoding.UTF8.GetString(Take(length));
        position++;
        return line;
    }

    /// <summary>Numbers that fit 64 bits are what sizes are compared with.</summary>
    private static object Integer(ReadOnlySpan<byte> littleEndian)
    {
        BigInteger value = new(littleEndian);
        return value >= long.MinValue && value <= long.MaxValue ? (long)value : (object)value;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        Require(count <= end - position, end < bytes.Length ? "it is too large" : "it ends too early");
        position += count;
        return bytes.AsSpan(position - count, count);
    }

    private void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw Refuse(problem);
        }
    }

    private PickleException Refuse(string problem) => new(problem, start);
}
