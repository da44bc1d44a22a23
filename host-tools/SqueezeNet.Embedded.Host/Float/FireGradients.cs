using System;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Float;

/// <summary>A Fire module forwards, keeping its tensors, and backwards.</summary>
internal sealed class FireGradients
{
    private readonly Fire fire;
    private readonly Layer squeeze;
    private readonly Layer expand1x1;
    private readonly Layer expand3x3;
    private readonly TransposedLayer squeezeBack;
    private readonly TransposedLayer expand1x1Back;
    private readonly TransposedLayer expand3x3Back;

    public FireGradients(Fire fire)
    {
        this.fire = fire;
        squeeze = FloatNetwork.Prepare(fire.Squeeze);
        expand1x1 = FloatNetwork.Prepare(fire.Expand1x1);
        expand3x3 = FloatNetwork.Prepare(fire.Expand3x3);
        squeezeBack = new TransposedLayer(fire.Squeeze);
        expand1x1Back = new TransposedLayer(fire.Expand1x1);
        expand3x3Back = new TransposedLayer(fire.Expand3x3);
    }

    /// <summary>Zeros for the channels of squeeze, expand1x1 and expand3x3.</summary>
    public double[][] Sums()
    {
        return
        [
            new double[fire.Squeeze.OutChannels],
            new double[fire.Expand1x1.OutChannels],
            new double[fire.Expand3x3.OutChannels],
        ];
    }

    public FireTrace Run(Plane input)
    {
        return Run(input, FloatNetwork.Rectify(squeeze.Run(input)));
    }

    /// <summary>Runs the module with another tensor of squeeze.</summary>
    public FireTrace Run(Plane input, Plane narrow)
    {
        return Run(
            input, narrow, FloatNetwork.Rectify(expand1x1.Run(narrow)), FloatNetwork.Rectify(expand3x3.Run(narrow)));
    }

    /// <summary>Runs the module with other tensors of the expand convolutions.</summary>
    public FireTrace Run(Plane input, Plane narrow, Plane left, Plane right)
    {
        Plane wide = Plane.Concatenate(left, right);
        if (fire.HasBypass)
        {
            wide.Add(input);
        }

        return new FireTrace(
            narrow, left, right, wide, fire.PoolAfter is null ? wide : Pooling.Run(fire.PoolAfter, wide));
    }

    /// <summary>Gradient of the input; adds to the sums of squared gradients of the three convolutions.</summary>
    public Plane Back(FireTrace trace, Plane gradient, double weight, Span<double[]> sums)
    {
        if (fire.PoolAfter is not null)
        {
            gradient = Gradients.Unpool(fire.PoolAfter, trace.Wide, gradient);
        }

        Plane narrow = Back(expand1x1Back, gradient, 0, trace.Left, weight, sums[1]);
        Plane other = Back(expand3x3Back, gradient, trace.Left.Values.Length, trace.Right, weight, sums[2]);
        narrow.Add(other);
        Plane result = Back(squeezeBack, narrow, 0, trace.Narrow, weight, sums[0]);
        if (fire.HasBypass)
        {
            result.Add(gradient);
        }

        return result;
    }

    /// <summary>Through a convolution and its ReLU, from the part of the gradient that begins at an offset.</summary>
    private static Plane Back(
        TransposedLayer layer, Plane gradient, int offset, Plane output, double weight, double[] sums)
    {
        Plane part = new(output.Channels, output.Height, output.Width);
        gradient.Values.AsSpan(offset, part.Values.Length).CopyTo(part.Values);
        Gradients.Mask(part, output);
        Gradients.Add(sums, part, weight);
        return layer.Run(part);
    }
}
