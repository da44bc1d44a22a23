using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Import.Torch;

/// <summary>A view of a storage, as the pickle describes it: unchecked.</summary>
internal sealed record TorchTensor(
    TorchStorage Storage, long Offset, IReadOnlyList<long> Shape, IReadOnlyList<long> Strides);
