namespace SqueezeNet.Embedded.Host.Import.Torch;

/// <summary>A block of numbers that tensors are views of.</summary>
/// <param name="Type">The element type as PyTorch names its storages, for example "FloatStorage".</param>
/// <param name="Key">Its name in the file.</param>
internal sealed record TorchStorage(string Type, string Key, long Count)
{
    /// <summary>Whether weights can have the element type.</summary>
    public bool IsReal => Type is "DoubleStorage" or "FloatStorage" or "HalfStorage" or "BFloat16Storage";

    /// <summary>Bytes of one number.</summary>
    public int ElementSize => Type switch
    {
        "ComplexDoubleStorage" => 16,
        "DoubleStorage" or "LongStorage" or "ComplexFloatStorage" => 8,
        "FloatStorage" or "IntStorage" or "QInt32Storage" => 4,
        "HalfStorage" or "BFloat16Storage" or "ShortStorage" => 2,
        _ => 1,
    };
}
