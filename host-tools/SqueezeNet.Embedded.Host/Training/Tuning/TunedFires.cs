using System.Collections.Generic;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Training.Heads;

namespace SqueezeNet.Embedded.Host.Training.Tuning;

/// <summary>Fire modules and a head that were trained together.</summary>
/// <param name="Fires">The trained modules, the last of the network.</param>
/// <param name="Epochs">After how many epochs parameters were kept.</param>
/// <param name="History">Each epoch, also those after the one that was kept.</param>
/// <param name="HeldOutScores">[held-out photo][class], view 0, by the parameters that were kept.</param>
internal sealed record TunedFires(
    IReadOnlyList<Fire> Fires,
    Head Head,
    int Epochs,
    IReadOnlyList<TuningEpoch> History,
    double[][] HeldOutScores);
