namespace SqueezeNet.Embedded.Host.Training.Tuning;

/// <summary>Tensors of one photo on its way through the trained modules and back.</summary>
/// <param name="Input">What the first module reads.</param>
/// <param name="Fires">Of each module.</param>
/// <param name="Kept">The head's input after dropout.</param>
/// <param name="Scores">The head's rectified output.</param>
/// <param name="ScoreGradients">Of it, before ReLU.</param>
internal sealed record NetworkMaps(
    PanelMap Input, FireMaps[] Fires, PanelMap Kept, PanelMap Scores, PanelMap ScoreGradients);
