using System;
using SqueezeNet.Embedded.Host.Training;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>How a training ended.</summary>
/// <param name="Node">The node's settings; null without a blob and without --node.</param>
/// <param name="Problem">Why nothing was written; null if all was.</param>
internal sealed record TrainEnd(TrainingResult Result, NodeFile? Node, string? Problem, TimeSpan Time);
