namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>A model of what stages cost.</summary>
public interface IStageCosts
{
    /// <summary>Cost of a stage when mid is made <paramref name="band"/> rows at a time.</summary>
    StageCost Of(StageShape stage, int band);
}
