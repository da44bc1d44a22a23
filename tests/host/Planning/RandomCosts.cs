using System;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Tests.Host.Planning;

/// <summary>
/// Costs without sense, so that the planner makes every kind of plan; taller bands are cheaper more often.
/// </summary>
internal sealed class RandomCosts(int seed) : IStageCosts
{
    public StageCost Of(StageShape stage, int band)
    {
        Random random = new(
            unchecked((seed * 7919) + (stage.MidChannels * 31) + (stage.MidHeight * 1009) + (band * 17)));
        return new StageCost(random.Next(1, 200) + (400L * stage.Bands(band)), 0);
    }
}
