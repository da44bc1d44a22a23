using System;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Float;

/// <summary>The convolutions of a Fire module, prepared.</summary>
internal sealed class FloatFire
{
    private readonly Layer squeeze;
    private readonly Layer expand1x1;
    private readonly Layer expand3x3;
    private readonly MaxPool? pool;
    private readonly bool bypass;

    public FloatFire(Fire fire)
    {
        squeeze = FloatNetwork.Prepare(fire.Squeeze);
        expand1x1 = FloatNetwork.Prepare(fire.Expand1x1);
        expand3x3 = FloatNetwork.Prepare(fire.Expand3x3);
        pool = fire.PoolAfter;
        bypass = fire.HasBypass;
    }

    /// <summary>Runs the module.</summary>
    /// <param name="visit">Sees the squeezed and the expanded tensor, a bypass added, before the pool.</param>
    public Plane Run(Plane input, Action<Plane> visit)
    {
        Plane narrow = FloatNetwork.Rectify(squeeze.Run(input));
        visit(narrow);
        Plane wide = FloatNetwork.Rectify(Plane.Concatenate(expand1x1.Run(narrow), expand3x3.Run(narrow)));
        if (bypass)
        {
            wide.Add(input);
        }

        visit(wide);
        return pool is null ? wide : Pooling.Run(pool, wide);
    }
}
