using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Training.Heads;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Host.Training.Tuning;

/// <summary>
/// The last Fire modules and the head of a network, with all of their parameters in one list: those of the modules in
/// order, then the head's. Safe for use by several threads, except while parameters change.
/// </summary>
internal sealed class TrainedNetwork
{
    private readonly TrainedFire[] fires;
    private readonly int[] starts;
    private readonly ChannelSlots input;
    private readonly ChannelSlots classes;
    private readonly PanelGrid grid;
    private readonly TrainedLayer head;

    /// <param name="fires">Those that are trained, as they are before.</param>
    /// <param name="shape">What the first of them reads.</param>
    public TrainedNetwork(IReadOnlyList<Fire> fires, MapShape shape, Head start)
    {
        grid = new PanelGrid(shape.Height, shape.Width);
        input = ChannelSlots.Of(shape.Channels);
        this.fires = new TrainedFire[fires.Count];
        starts = new int[fires.Count + 1];
        (PanelGrid at, ChannelSlots channels) = (grid, input);
        for (int k = 0; k < fires.Count; k++)
        {
            this.fires[k] = new TrainedFire(fires[k], at, channels);
            (at, channels) = (this.fires[k].OutputGrid, this.fires[k].Output);
            starts[k + 1] = starts[k] + this.fires[k].Parameters;
        }

        classes = ChannelSlots.Of(start.Classes);
        head = new TrainedLayer(at, channels, classes, 1);
        Parameters = new float[HeadStart + head.Parameters];
        for (int k = 0; k < fires.Count; k++)
        {
            this.fires[k].Load(Parameters.AsSpan(starts[k]));
        }

        head.Load(start.Weights, start.Bias, Parameters.AsSpan(HeadStart));
        Transpose();
    }

    /// <summary>All weights and biases.</summary>
    public float[] Parameters { get; }

    /// <summary>Where the head's begin.</summary>
    public int HeadStart => starts[^1];

    /// <summary>Where biases stand.</summary>
    public IEnumerable<Range> Biases
    {
        get
        {
            int at = 0;
            foreach (TrainedLayer layer in fires.SelectMany(fire => fire.Layers).Append(head))
            {
                yield return (at + layer.Weights)..(at + layer.Parameters);
                at += layer.Parameters;
            }
        }
    }

    /// <summary>To be called after parameters have changed, before the next way back.</summary>
    public void Transpose()
    {
        for (int k = 0; k < fires.Length; k++)
        {
            fires[k].Transpose(Part(Parameters, k));
        }

        head.Transpose(Parameters.AsSpan(HeadStart));
    }

    /// <summary>The modules and the head as they are now.</summary>
    public (Fire[] Fires, Head Head) Save()
    {
        (float[] weights, float[] bias) = head.Save(Parameters.AsSpan(HeadStart));
        return (
            [.. fires.Select((fire, k) => fire.Save(Part(Parameters, k)))],
            new Head(classes.Channels, fires[^1].Output.Channels, weights, bias));
    }

    /// <summary>Makes room for one photo.</summary>
    public NetworkMaps Maps()
    {
        PanelGrid last = fires[^1].OutputGrid;
        return new NetworkMaps(
            new PanelMap(grid, input.Panels),
            [.. fires.Select(fire => fire.Maps())],
            new PanelMap(last, fires[^1].Output.Panels),
            new PanelMap(last, classes.Panels),
            new PanelMap(last, classes.Panels));
    }

    /// <summary>Scores of the classes.</summary>
    /// <param name="map">What the first module reads, [channel][y][x].</param>
    /// <param name="dropout">What is left out of the head's input; null for nothing.</param>
    public double[] Run(ReadOnlySpan<float> map, NetworkMaps maps, Dropout? dropout = null)
    {
        maps.Input.Load(map, input);
        PanelMap at = maps.Input;
        for (int k = 0; k < fires.Length; k++)
        {
            fires[k].Run(Part(Parameters, k), at, maps.Fires[k]);
            at = maps.Fires[k].Output;
        }

        if (dropout is not null)
        {
            dropout.Run(at.Values, maps.Kept.Values);
            at = maps.Kept;
        }

        head.Run(Parameters.AsSpan(HeadStart), at, maps.Scores, 0);
        double[] scores = new double[classes.Channels];
        for (int c = 0; c < scores.Length; c++)
        {
            foreach (int position in maps.Scores.Grid.Positions.AsSpan(0, maps.Scores.Grid.Pixels))
            {
                scores[c] += maps.Scores.Values[(c / PanelGrid.Lanes * maps.Scores.Grid.Panel)
                    + position + (c % PanelGrid.Lanes)];
            }

            scores[c] /= maps.Scores.Grid.Pixels;
        }

        return scores;
    }

    /// <summary>Adds the gradient of all parameters on the photo that was run last.</summary>
    /// <param name="gradient">Of the scores.</param>
    /// <param name="dropout">As it was in the run.</param>
    public void Back(double[] gradient, NetworkMaps maps, Dropout? dropout, Span<float> sums)
    {
        PanelGrid last = maps.Scores.Grid;
        for (int c = 0; c < gradient.Length; c++)
        {
            Span<float> to = maps.ScoreGradients.From(c / PanelGrid.Lanes)[(c % PanelGrid.Lanes)..];
            foreach (int position in last.Positions)
            {
                to[position] = (float)(gradient[c] / last.Pixels);
            }
        }

        Rectifier.Mask(maps.ScoreGradients.Values, maps.Scores.Values, maps.ScoreGradients.Values);
        FireMaps wide = maps.Fires[^1];
        head.AddGradient(dropout is null ? wide.Output : maps.Kept, maps.ScoreGradients, 0, sums[HeadStart..]);
        head.Back(maps.ScoreGradients, 0, wide.OutputGradient, false);
        dropout?.Back(wide.OutputGradient.Values);
        for (int k = fires.Length - 1; k >= 0; k--)
        {
            fires[k].Back(
                k > 0 ? maps.Fires[k - 1].Output : maps.Input,
                maps.Fires[k],
                k > 0 ? maps.Fires[k - 1].OutputGradient : null,
                Part(sums, k));
        }
    }

    private Span<float> Part(Span<float> list, int k) => list[starts[k]..starts[k + 1]];
}
