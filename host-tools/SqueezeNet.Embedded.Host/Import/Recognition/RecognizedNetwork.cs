using System.Collections.Generic;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Import.Recognition;

/// <summary>The layers of a SqueezeNet.</summary>
internal sealed record RecognizedNetwork(
    Convolution Conv1,
    MaxPool? Pool1,
    IReadOnlyList<Fire> Fires,
    Convolution Conv10,
    bool HasLastRelu);
