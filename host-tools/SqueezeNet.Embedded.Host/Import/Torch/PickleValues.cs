using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Import.Torch;

/// <summary>The instructions of a pickle that make plain values and fill collections.</summary>
internal sealed class PickleValues(PickleBytes bytes, PickleStack stack)
{
    /// <summary>Carries out an instruction; false when it is none of these.</summary>
    public bool Run(byte instruction)
    {
        return RunNumber(instruction) || RunText(instruction) || RunTuple(instruction) || RunCollection(instruction)
            || RunStack(instruction);
    }

    private bool RunNumber(byte instruction)
    {
        switch (instruction)
        {
            case (byte)'N':
                stack.Push(null);
                return true;
            case 0x88 or 0x89:
                stack.Push(instruction == 0x88);
                return true;
            case (byte)'K':
                stack.Push((long)bytes.Byte());
                return true;
            case (byte)'M':
                stack.Push((long)bytes.Unsigned16());
                return true;
            case (byte)'J':
                stack.Push((long)bytes.Signed32());
                return true;
            case 0x8A:
                stack.Push(bytes.Integer(bytes.Byte()));
                return true;
            case 0x8B:
                stack.Push(bytes.Integer(bytes.Signed32()));
                return true;
            case (byte)'G':
                stack.Push(bytes.Real());
                return true;
            default:
                return false;
        }
    }

    private bool RunText(byte instruction)
    {
        switch (instruction)
        {
            case (byte)'X' or (byte)'T':
                stack.Push(bytes.Text(bytes.Unsigned32()));
                return true;
            case (byte)'U' or 0x8C:
                stack.Push(bytes.Text(bytes.Byte()));
                return true;
            case 0x8D:
                stack.Push(bytes.Text(bytes.Unsigned64()));
                return true;
            case (byte)'B':
                return SkipBytes(bytes.Unsigned32());
            case (byte)'C':
                return SkipBytes(bytes.Byte());
            case 0x8E or 0x96:
                return SkipBytes(bytes.Unsigned64());
            default:
                return false;
        }
    }

    private bool RunTuple(byte instruction)
    {
        switch (instruction)
        {
            case (byte)')':
                stack.Push(new PickleTuple([]));
                return true;
            case 0x85 or 0x86 or 0x87:
                stack.Push(new PickleTuple(stack.Pop(instruction - 0x84)));
                return true;
            case (byte)'t':
                stack.Push(new PickleTuple(stack.PopToMark()));
                return true;
            case 0x91:
                stack.PopToMark();
                stack.Push(new PickleOpaque("frozenset"));
                return true;
            default:
                return false;
        }
    }

    private bool RunCollection(byte instruction)
    {
        switch (instruction)
        {
            case (byte)']':
                stack.Push(new List<object?>());
                return true;
            case (byte)'}':
                stack.Push(new PickleDictionary());
                return true;
            case 0x8F:
                stack.Push(new PickleOpaque("set"));
                return true;
            case (byte)'a':
                Append([stack.Pop()]);
                return true;
            case (byte)'e' or 0x90:
                Append(stack.PopToMark());
                return true;
            case (byte)'s':
                Set(stack.Pop(2));
                return true;
            case (byte)'u':
                Set(stack.PopToMark());
                return true;
            default:
                return false;
        }
    }

    private bool RunStack(byte instruction)
    {
        switch (instruction)
        {
            case (byte)'(':
                stack.Mark();
                return true;
            case (byte)'0':
                stack.Drop();
                return true;
            case (byte)'1':
                stack.PopToMark();
                return true;
            case (byte)'2':
                stack.Push(stack.Top());
                return true;
            default:
                return false;
        }
    }

    private bool SkipBytes(ulong length)
    {
        bytes.Skip(length);
        stack.Push(new PickleOpaque("bytes"));
        return true;
    }

    private void Append(object?[] items)
    {
        if (stack.Top() is List<object?> list)
        {
            list.AddRange(items);
            return;
        }

        bytes.Require(stack.Top() is PickleOpaque, "it adds items to what is no list");
    }

    private void Set(object?[] pairs)
    {
        if (stack.Top() is not PickleDictionary target)
        {
            bytes.Require(stack.Top() is PickleOpaque, "it adds entries to what is no dictionary");
            return;
        }

        bytes.Require(pairs.Length % 2 == 0, "a key has no value");
        for (int i = 0; i < pairs.Length; i += 2)
        {
            target.Set(pairs[i], pairs[i + 1]);
        }
    }
}
