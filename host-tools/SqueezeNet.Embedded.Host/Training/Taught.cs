using System.Collections.Generic;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Training.Heads;

namespace SqueezeNet.Embedded.Host.Training;

/// <summary>What was trained: twice, to know how well it does.</summary>
/// <param name="HeldOut">Without the first fold.</param>
/// <param name="All">On all photos.</param>
/// <param name="Scores">[photo][class]: of the photos that were held out, not divided by the temperature.</param>
/// <param name="Photos">These photos.</param>
/// <param name="Temperature">What makes probabilities of their scores; both heads are divided by it.</param>
/// <param name="Epochs">Of the tuned modules; null if the head alone was trained.</param>
internal sealed record Taught(
    TaughtPart HeldOut, TaughtPart All, int[] Photos, double[][] Scores, double Temperature, int? Epochs);

/// <summary>The part of a network that was trained.</summary>
/// <param name="Fires">Its last Fire modules; none if the head alone was.</param>
internal sealed record TaughtPart(IReadOnlyList<Fire> Fires, Head Head);
