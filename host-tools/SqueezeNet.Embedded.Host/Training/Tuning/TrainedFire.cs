using System;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Training.Tuning;

/// <summary>A Fire module whose parameters are trained: squeeze's, then expand1x1's, then expand3x3's.</summary>
internal sealed class TrainedFire
{
    private readonly Fire fire;
    private readonly PanelGrid grid;
    private readonly ChannelSlots input;
    private readonly ChannelSlots narrow;
    private readonly TrainedLayer squeeze;
    private readonly TrainedLayer expand1x1;
    private readonly TrainedLayer expand3x3;
    private readonly PanelPool? pool;
    private readonly int split;

    public TrainedFire(Fire fire, PanelGrid grid, ChannelSlots input)
    {
        this.fire = fire;
        this.grid = grid;
        this.input = input;
        narrow = ChannelSlots.Of(fire.Squeeze.OutChannels);
        ChannelSlots left = ChannelSlots.Of(fire.Expand1x1.OutChannels);
        ChannelSlots right = ChannelSlots.Of(fire.Expand3x3.OutChannels);
        Output = ChannelSlots.Of(left.Channels, right.Channels);
        split = left.Panels;
        squeeze = new TrainedLayer(grid, input, narrow, fire.Squeeze.KernelHeight);
        expand1x1 = new TrainedLayer(grid, narrow, left, fire.Expand1x1.KernelHeight);
        expand3x3 = new TrainedLayer(grid, narrow, right, fire.Expand3x3.KernelHeight);
        pool = fire.PoolAfter is null ? null : new PanelPool(fire.PoolAfter, grid);
    }

    /// <summary>Channels of the output.</summary>
    public ChannelSlots Output { get; }

    /// <summary>Positions of the output.</summary>
    public PanelGrid OutputGrid => pool?.Output ?? grid;

    /// <summary>Its convolutions, in the order of their parameters.</summary>
    public TrainedLayer[] Layers => [squeeze, expand1x1, expand3x3];

    /// <summary>Weights and biases.</summary>
    public int Parameters => squeeze.Parameters + expand1x1.Parameters + expand3x3.Parameters;

    /// <summary>Takes the module's parameters.</summary>
    public void Load(Span<float> parameters)
    {
        squeeze.Load(fire.Squeeze.Weights, fire.Squeeze.Bias, parameters);
        expand1x1.Load(fire.Expand1x1.Weights, fire.Expand1x1.Bias, Left(parameters));
        expand3x3.Load(fire.Expand3x3.Weights, fire.Expand3x3.Bias, Right(parameters));
    }

    /// <summary>The module with trained parameters.</summary>
    public Fire Save(ReadOnlySpan<float> parameters)
    {
        return fire with
        {
            Squeeze = Save(fire.Squeeze, squeeze.Save(parameters)),
            Expand1x1 = Save(fire.Expand1x1, expand1x1.Save(parameters[squeeze.Parameters..])),
            Expand3x3 = Save(fire.Expand3x3, expand3x3.Save(parameters[^expand3x3.Parameters..])),
        };
    }

    /// <summary>Prepares changed parameters for the way back.</summary>
    public void Transpose(Span<float> parameters)
    {
        squeeze.Transpose(parameters);
        expand1x1.Transpose(Left(parameters));
        expand3x3.Transpose(Right(parameters));
    }

    /// <summary>Makes room for one photo.</summary>
    public FireMaps Maps()
    {
        PanelMap joined = new(grid, Output.Panels);
        PanelMap wide = fire.HasBypass ? new PanelMap(grid, Output.Panels) : joined;
        PanelMap last = new(OutputGrid, Output.Panels);
        return new FireMaps(
            new PanelMap(grid, narrow.Panels),
            joined,
            wide,
            pool is null ? wide : new PanelMap(OutputGrid, Output.Panels),
            last)
        {
            WideGradient = pool is null ? last : new PanelMap(grid, Output.Panels),
            JoinedGradient = new PanelMap(grid, Output.Panels),
            NarrowGradient = new PanelMap(grid, narrow.Panels),
        };
    }

    public void Run(Span<float> parameters, PanelMap from, FireMaps maps)
    {
        squeeze.Run(parameters, from, maps.Narrow, 0);
        expand1x1.Run(Left(parameters), maps.Narrow, maps.Joined, 0);
        expand3x3.Run(Right(parameters), maps.Narrow, maps.Joined, split);
        if (fire.HasBypass)
        {
            maps.Joined.Values.CopyTo(maps.Wide.Values, 0);
            maps.Wide.Add(Output, from, input);
        }

        pool?.Run(maps.Wide, maps.Output);
    }

    /// <summary>Adds the gradient of the parameters, and sets that of the input, if it is asked for.</summary>
    public void Back(PanelMap from, FireMaps maps, PanelMap? inputGradient, Span<float> sums)
    {
        pool?.Back(maps.Wide, maps.Output, maps.OutputGradient, maps.WideGradient);
        Rectifier.Mask(maps.WideGradient.Values, maps.Joined.Values, maps.JoinedGradient.Values);
        expand1x1.AddGradient(maps.Narrow, maps.JoinedGradient, 0, Left(sums));
        expand3x3.AddGradient(maps.Narrow, maps.JoinedGradient, split, Right(sums));
        expand1x1.Back(maps.JoinedGradient, 0, maps.NarrowGradient, false);
        expand3x3.Back(maps.JoinedGradient, split, maps.NarrowGradient, true);
        Rectifier.Mask(maps.NarrowGradient.Values, maps.Narrow.Values, maps.NarrowGradient.Values);
        squeeze.AddGradient(from, maps.NarrowGradient, 0, sums);
        if (inputGradient is not null)
        {
            squeeze.Back(maps.NarrowGradient, 0, inputGradient, false);
            if (fire.HasBypass)
            {
                inputGradient.Add(input, maps.WideGradient, Output);
            }
        }
    }

    private Span<float> Left(Span<float> parameters) => parameters[squeeze.Parameters..];

    private Span<float> Right(Span<float> parameters)
    {
        return parameters.Slice(squeeze.Parameters + expand1x1.Parameters, expand3x3.Parameters);
    }

    private static Convolution Save(Convolution convolution, (float[] Weights, float[] Bias) trained)
    {
        return convolution with { Weights = trained.Weights, Bias = trained.Bias };
    }
}
