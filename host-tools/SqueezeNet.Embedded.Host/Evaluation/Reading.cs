using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Import.Sources;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>One way to read a state dict, which holds weights but no graph.</summary>
/// <param name="Order">In which the file's first convolution is taken to read colours.</param>
/// <param name="Options">The options that lead to this reading from the first one, with their values.</param>
internal sealed record Reading(
    SqueezeNetModel Model, ChannelOrder Order, ImmutableSortedDictionary<string, string> Options)
{
    /// <summary>What pixels are usually divided by and shifted to before training.</summary>
    private static readonly (float[] Mean, float[] Std)[] preparations =
    [
        (InputDefaults.Torchvision.Mean, InputDefaults.Torchvision.Std),
        ([0, 0, 0], [255, 255, 255]),
        ([127.5f, 127.5f, 127.5f], [127.5f, 127.5f, 127.5f]),
        ([0, 0, 0], [1, 1, 1]),
    ];

    /// <summary>In how many respects it differs from the first one; mean and standard deviation are one.</summary>
    public int Changes => Options.Keys.Count(option => option != "--std");

    /// <summary>Readings that differ in one respect before the last ReLU, and leave something to average.</summary>
    public IEnumerable<Reading> Neighbours()
    {
        return Paddings().Append(OtherPools()).Append(OtherOrder()).Concat(Preparations())
            .Where(r => r.Sizes().All(size => size > 0));
    }

    private IEnumerable<Reading> Paddings()
    {
        int kernel = Model.Conv1.KernelHeight;
        return new[] { 0, 1, (kernel - 1) / 2 }.Distinct()
            .Where(pad => pad != Model.Conv1.Pad && pad < kernel)
            .Select(pad => With(
                Model with { Conv1 = Model.Conv1 with { Geometry = Model.Conv1.Geometry with { Pad = pad } } },
                "--conv1-pad",
                $"{pad}"));
    }

    private Reading OtherPools()
    {
        bool ceil = !(Model.Pool1?.CeilMode ?? true);
        SqueezeNetModel other = Model with
        {
            Pool1 = Model.Pool1 is null ? null : Model.Pool1 with { CeilMode = ceil },
            Fires =
            [
                .. Model.Fires.Select(f => f.PoolAfter is null
                    ? f
                    : f with { PoolAfter = f.PoolAfter with { CeilMode = ceil } }),
            ],
        };
        return With(other, "--ceil-mode", OnOff(ceil));
    }

    /// <summary>The reading with a ReLU behind the last convolution where this has none, or without.</summary>
    public Reading OtherHead()
    {
        return With(Model with { HasLastRelu = !Model.HasLastRelu }, "--last-relu", OnOff(!Model.HasLastRelu));
    }

    private Reading OtherOrder()
    {
        Convolution conv1 = Model.Conv1;
        int kernel = conv1.KernelHeight * conv1.KernelWidth;
        float[] weights = new float[conv1.Weights.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            int channel = i / kernel % 3;
            weights[i] = conv1.Weights[i + ((2 - (2 * channel)) * kernel)];
        }

        ChannelOrder order = Order == ChannelOrder.Rgb ? ChannelOrder.Bgr : ChannelOrder.Rgb;
        string name = order == ChannelOrder.Rgb ? "rgb" : "bgr";
        return With(Model with { Conv1 = conv1 with { Weights = weights } }, "--channel-order", name) with
        {
            Order = order,
        };
    }

    private IEnumerable<Reading> Preparations()
    {
        InputSpec input = Model.Input;
        return preparations
            .Where(p => !p.Mean.SequenceEqual(input.Mean) || !p.Std.SequenceEqual(input.Std))
            .Select(p => With(
                    Model with { Input = input with { Mean = p.Mean, Std = p.Std } }, "--mean", Numbers(p.Mean))
                .With("--std", Numbers(p.Std)));
    }

    /// <summary>Rows and columns of conv1's output and of each pool's.</summary>
    private IEnumerable<int> Sizes()
    {
        Convolution conv1 = Model.Conv1;
        foreach (int side in new[] { Model.Input.Height, Model.Input.Width })
        {
            int size = ((side + (2 * conv1.Pad) - conv1.KernelHeight) / conv1.Stride) + 1;
            yield return size;
            foreach (MaxPool pool in Model.Fires.Select(f => f.PoolAfter).Prepend(Model.Pool1).OfType<MaxPool>())
            {
                size = Pooling.OutputSize(pool, size);
                yield return size;
            }
        }
    }

    private Reading With(SqueezeNetModel model, string option, string value)
    {
        return (this with { Model = model }).With(option, value);
    }

    private Reading With(string option, string value) => this with { Options = Options.SetItem(option, value) };

    private static string OnOff(bool value) => value ? "on" : "off";

    private static string Numbers(float[] values)
    {
        return string.Join(',', values.Select(v => v.ToString("0.###", CultureInfo.InvariantCulture)));
    }
}
