using System.Collections.Generic;
using SqueezeNet.Embedded.Host.Import.Graphs;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Caffe;

/// <summary>A Caffe network without its weights.</summary>
/// <param name="Defaults">How its images are prepared, as far as the file says so.</param>
internal sealed record CaffeNetwork(
    GraphInput Input,
    IReadOnlyList<GraphNode> Nodes,
    IReadOnlyList<CaffeConvolution> Convolutions,
    InputDefaults Defaults);
