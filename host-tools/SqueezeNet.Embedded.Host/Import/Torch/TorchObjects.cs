using System;
using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Import.Torch;

/// <summary>The classes and functions of a checkpoint that something is built for. The list is closed.</summary>
internal static class TorchObjects
{
    private const string OrderedDictionary = "collections.OrderedDict";
    private const string DefaultDictionary = "collections.defaultdict";
    private const string Tensor = "torch._utils._rebuild_tensor_v2";
    private const string OldTensor = "torch._utils._rebuild_tensor";
    private const string Parameter = "torch._utils._rebuild_parameter";
    private const string ParameterWithState = "torch._utils._rebuild_parameter_with_state";
    private const string TensorWithState = "torch._tensor._rebuild_from_type_v2";
    private const string Size = "torch.Size";

    private static readonly HashSet<string> known =
    [
        OrderedDictionary, DefaultDictionary, Tensor, OldTensor, Parameter, ParameterWithState, TensorWithState, Size,
    ];

    /// <summary>Whether something is built when this is called.</summary>
    public static bool Builds(PickleGlobal function) => known.Contains(function.Name);

    /// <summary>What calling a function would give, or null when it is not called like this.</summary>
    public static object? Build(PickleGlobal function, PickleTuple arguments)
    {
        object?[] items = arguments.Items;
        return function.Name switch
        {
            OrderedDictionary when items.Length == 0 => new PickleDictionary(),
            OrderedDictionary when items is [List<object?> pairs] => FromPairs(pairs),
            DefaultDictionary when items.Length <= 1 => new PickleDictionary(),
            Tensor when items.Length >= 4 => View(items),
            OldTensor when items.Length == 4 => View(items),
            Parameter or ParameterWithState when items.Length >= 1 => items[0] is TorchTensor or PickleOpaque
                ? items[0]
                : null,
            TensorWithState when items is [PickleGlobal inner, PickleGlobal type, PickleTuple given, ..] =>
                inner.Name == Tensor ? Build(inner, given) : new PickleOpaque(type.Name),
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
            ? new TorchStorage(type.Name[(type.Name.LastIndexOf('.') + 1)..], key, size)
            : null;
    }

    /// <summary>As Python 2 wrote it: a list of lists of two.</summary>
    private static PickleDictionary? FromPairs(List<object?> pairs)
    {
        PickleDictionary dictionary = new();
        foreach (object? pair in pairs)
        {
            if (pair is not List<object?> { Count: 2 } entry)
            {
                return null;
            }

            dictionary.Set(entry[0], entry[1]);
        }

        return dictionary;
    }

    private static TorchTensor? View(object?[] items)
    {
        return items[0] is TorchStorage storage && items[1] is long offset
            && (items[2] as PickleTuple)?.Sizes() is { } shape && (items[3] as PickleTuple)?.Sizes() is { } strides
            ? new TorchTensor(storage, offset, shape, strides)
            : null;
    }
}
