using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Import.Torch;

/// <summary>
/// Reads the pickles of torch.save (protocols 2 to 5). A pickle is a program for a stack machine; what it builds here
/// are numbers, texts, lists, tuples, dictionaries and the tensors of <see cref="TorchObjects"/>. Any other object
/// becomes a <see cref="PickleOpaque"/>. Nothing is imported, nothing is called.
/// </summary>
internal sealed class PickleReader
{
    private const int MaxInstructions = 1 << 20;

    private readonly PickleBytes bytes;
    private readonly PickleStack stack;
    private readonly PickleValues values;
    private readonly ICollection<TorchStorage> storages;

    private PickleReader(PickleBytes bytes, ICollection<TorchStorage> storages)
    {
        this.bytes = bytes;
        this.storages = storages;
        stack = new PickleStack(bytes);
        values = new PickleValues(bytes, stack);
    }

    /// <summary>Reads the pickle that begins at an offset, which moves behind it.</summary>
    /// <param name="storages">Is given every storage that is referred to.</param>
    /// <exception cref="PickleException">It is damaged, too large, or has instructions that are not known.</exception>
    public static object? Read(byte[] bytes, ref int offset, ICollection<TorchStorage> storages)
    {
        PickleBytes source = new(bytes, offset);
        PickleReader reader = new(source, storages);
        for (int i = 0; i < MaxInstructions; i++)
        {
            byte instruction = source.Instruction();
            if (instruction == '.')
            {
                offset = source.Position;
                return reader.stack.Pop();
            }

            reader.Run(instruction);
        }

        throw source.Refuse($"it has more than {MaxInstructions} instructions");
    }

    private void Run(byte instruction)
    {
        if (!values.Run(instruction) && !RunMemory(instruction) && !RunObject(instruction))
        {
            throw bytes.Refuse($"the instruction 0x{instruction:x2} does not occur in a state dict");
        }
    }

    private bool RunMemory(byte instruction)
    {
        switch (instruction)
        {
            case 0x80:
                byte version = bytes.Byte();
                bytes.Require(
                    version is >= 2 and <= 5, $"it has protocol {version}; PyTorch writes 2, and 2 to 5 are read");
                return true;
            case 0x95:
                // The length of a frame, by which a stream may be read ahead.
                bytes.Unsigned64();
                return true;
            case (byte)'q':
                stack.Memoize(bytes.Byte());
                return true;
            case (byte)'r':
                stack.Memoize(bytes.Unsigned32());
                return true;
            case 0x94:
                stack.Memoize();
                return true;
            case (byte)'h':
                stack.Recall(bytes.Byte());
                return true;
            case (byte)'j':
                stack.Recall(bytes.Unsigned32());
                return true;
            default:
                return false;
        }
    }

    private bool RunObject(byte instruction)
    {
        switch (instruction)
        {
            case (byte)'c':
                string module = bytes.Line();
                stack.Push(new PickleGlobal($"{module}.{bytes.Line()}"));
                return true;
            case 0x93:
                stack.Push(
                    stack.Pop(2) is [string package, string name]
                        ? new PickleGlobal($"{package}.{name}")
                        : throw bytes.Refuse("a class has no name"));
                return true;
            case (byte)'R' or 0x81:
                Make(stack.Pop(2));
                return true;
            case 0x92:
                Make(stack.Pop(3)[..2]);
                return true;
            case (byte)'b':
                // The state of a dictionary (PyTorch's _metadata) says nothing about weights.
                stack.Pop();
                bytes.Require(
                    stack.Top() is PickleDictionary or PickleOpaque or TorchTensor,
                    "state is given to what has none");
                return true;
            case (byte)'Q':
                Refer(stack.Pop());
                return true;
            default:
                return false;
        }
    }

    /// <summary>A call, or a new object: what is known is built, anything else is skipped over.</summary>
    private void Make(object?[] call)
    {
        string? name = (call[0] as PickleGlobal)?.Name ?? (call[0] as PickleOpaque)?.Class;
        if (name is null || call[1] is not (PickleTuple or PickleOpaque))
        {
            throw bytes.Refuse("it builds an object in a way that Python does not");
        }

        if (call is not [PickleGlobal global, PickleTuple arguments] || !TorchObjects.Builds(global))
        {
            stack.Push(new PickleOpaque(name));
            return;
        }

        stack.Push(
            TorchObjects.Build(global, arguments)
            ?? throw bytes.Refuse($"it builds {name} in a way that PyTorch does not"));
    }

    /// <summary>PyTorch keeps numbers, and the classes of whole models, outside of the pickle.</summary>
    private void Refer(object? identifier)
    {
        if (identifier is PickleTuple { Items: ["module", PickleGlobal module, ..] })
        {
            stack.Push(module);
            return;
        }

        TorchStorage? storage = TorchObjects.Storage(identifier);
        storages.Add(storage ?? throw bytes.Refuse("it refers to something that is no storage"));
        stack.Push(storage);
    }
}
