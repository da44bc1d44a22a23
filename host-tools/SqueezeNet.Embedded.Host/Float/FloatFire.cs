using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Float;

/// <summary>The convolutions of a Fire module, prepared.</summary>
internal sealed class FloatFire
{
    private readonly Layer squeeze;
    private readonly Layer expand1x1;
    private readonly Layer expand3x3;
    private readonly bool bypass;

    public FloatFire(Fire fire)
    {
        squeeze = FloatNetwork.Prepare(fire.Squeeze);
        expand1x1 = FloatNetwork.Prepare(fire.Expand1x1);
        expand3x3 = FloatNetwork.Prepare(fire.Expand3x3);
        bypass = fire.HasBypass;
    }

    /// <summary>The squeezed tensor.</summary>
    public Plane Squeeze(Plane input)
    {
        return FloatNetwork.Rectify(squeeze.Run(input));
    }

    /// <summary>The expanded tensor, a bypass added, before the pool.</summary>
    /// <param name="input">Of the module.</param>
    public Plane Expand(Plane input, Plane narrow)
    {
        Plane wide = FloatNetwork.Rectify(Plane.Concatenate(expand1x1.Run(narrow), expand3x3.Run(narrow)));
        if (bypass)
        {
            wide.Add(input);
        }

        return wide;
    }
}
