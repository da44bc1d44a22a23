using System;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Host.Training.Features;

/// <summary>
/// What a network's last Fire modules make of maps that are at hand: saves the long way from the photos where the same
/// maps are needed before and behind these modules.
/// </summary>
internal sealed class FireOutputs : IFeatureMaps
{
    private readonly IFeatureMaps inputs;
    private readonly FireStep[] steps;
    private readonly float[] means;

    private FireOutputs(IFeatureMaps inputs, FireStep[] steps, MapShape shape)
    {
        this.inputs = inputs;
        this.steps = steps;
        Shape = shape;
        means = new float[inputs.Photos * inputs.Views * shape.Channels];
    }

    /// <inheritdoc/>
    public int Photos => inputs.Photos;

    /// <inheritdoc/>
    public int Views => inputs.Views;

    /// <inheritdoc/>
    public MapShape Shape { get; }

    /// <summary>Runs the modules behind maps.</summary>
    /// <param name="fires">The modules, the first reading the maps; their pools follow them.</param>
    public static FireOutputs Of(IFeatureMaps inputs, ReadOnlySpan<Fire> fires, CancellationToken cancellation)
    {
        FireStep[] steps = new FireStep[fires.Length];
        for (int k = 0; k < steps.Length; k++)
        {
            steps[k] = new FireStep(fires[k]);
        }

        Plane first = Run(steps, new Plane(inputs.Shape.Channels, inputs.Shape.Height, inputs.Shape.Width));
        FireOutputs outputs = new(inputs, steps, new MapShape(first.Channels, first.Height, first.Width));
        ParallelOptions parallel = new()
        {
            CancellationToken = cancellation,
            MaxDegreeOfParallelism = Environment.ProcessorCount,
        };
        Parallel.For(0, inputs.Photos * inputs.Views, parallel, outputs.Average);
        return outputs;
    }

    /// <inheritdoc/>
    public void Read(int photo, int view, Span<float> map)
    {
        Plane input = new(inputs.Shape.Channels, inputs.Shape.Height, inputs.Shape.Width);
        inputs.Read(photo, view, input.Values);
        Run(steps, input).Values.CopyTo(map);
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Mean(int photo, int view)
    {
        return means.AsSpan(((photo * Views) + view) * Shape.Channels, Shape.Channels);
    }

    private static Plane Run(FireStep[] steps, Plane plane)
    {
        foreach (FireStep step in steps)
        {
            plane = step.Run(plane);
        }

        return plane;
    }

    private void Average(int index)
    {
        float[] map = new float[Shape.Values];
        Read(index / Views, index % Views, map);
        for (int c = 0; c < Shape.Channels; c++)
        {
            means[(index * Shape.Channels) + c] =
                (float)(FixedOrder.Sum(map.AsSpan(c * Shape.Pixels, Shape.Pixels)) / Shape.Pixels);
        }
    }

    /// <summary>A module with its pool.</summary>
    private sealed class FireStep(Fire fire)
    {
        private readonly FloatFire module = new(fire);

        public Plane Run(Plane input)
        {
            Plane wide = module.Expand(input, module.Squeeze(input));
            return fire.PoolAfter is null ? wide : Pooling.Run(fire.PoolAfter, wide);
        }
    }
}
