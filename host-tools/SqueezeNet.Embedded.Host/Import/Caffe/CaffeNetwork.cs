using System.Collections.Generic;
using SqueezeNet.Embedded.Host.Import.Graphs;

namespace SqueezeNet.Embedded.Host.Import.Caffe;

/// <summary>A Caffe network without its weights.</summary>
internal sealed record CaffeNetwork(
    GraphInput Input,
    IReadOnlyList<GraphNode> Nodes,
    IReadOnlyList<CaffeConvolution> Convolutions);
