using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Import.Torch;

/// <summary>What a state dict may name, and what becomes of it. Everything else is refused.</summary>
internal static class TorchObjects
{
    private const string OrderedDictionary = "collections.OrderedDict";
    private const string Tensor = "torch._utils._rebuild_tensor_v2";
    private const string OldTensor = "torch._utils._rebuild_tensor";
    private const string Parameter = "torch._utils._rebuild_parameter";
    private const string Size = "torch.Size";

    private static readonly HashSet<string> allowed =
    [
        OrderedDictionary, Tensor, OldTensor, Parameter, Size,
        .. new[]
        {
            "Double", "Float", "Half", "BFloat16", "Long", "Int", "Short", "Char", "Byte", "Bool",
        }.Select(t => $"torch.{t}Storage"),
    ];

    /// <summary>Whether a class or function may be named.</summary>
    public static bool Allows(string global) => allowed.Contains(global);

    /// <summary>What calling a function would give, or null when it is not called like this.</summary>
    public static object? Build(PickleGlobal function, PickleTuple arguments)
    {
        object?[] items = arguments.Items;
        return function.Name switch
        {
            OrderedDictionary when items.Length == 0 => new PickleDictionary(),
            Tensor when items.Length >= 4 => View(items),
            OldTensor when items.Length == 4 => View(items),
            Parameter when items.Length >= 1 => items[0] as TorchTensor,
            Size when items.Length == 1 => items[0] as PickleTuple,
            _ => null,
        };
    }

    /// <summary>The storage a persistent identifier names, or null when it names none.</summary>
    public static TorchStorage? Storage(object? identifier)
    {
        return identifier is PickleTuple tuple
            && tuple.Items is ["storage", PickleGlobal type, string key, string, long size, .. var view]
            && view is [] or [null] && type.Name.StartsWith("torch.", StringComparison.Ordinal)
            && type.Name.EndsWith("Storage", StringComparison.Ordinal)
            ? new TorchStorage(type.Name["torch.".Length..], key, size)
            : null;
    }

    private static TorchTensor? View(object?[] items)
    {
        return items[0] is TorchStorage storage && items[1] is long offset
            && (items[2] as PickleTuple)?.Sizes() is { } shape && (items[3] as PickleTuple)?.Sizes() is { } strides
            ? new TorchTensor(storage, offset, shape, strides)
            : null;
    }
}
