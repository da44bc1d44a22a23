using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Training.Heads;

namespace SqueezeNet.Embedded.Host.Training;

/// <summary>A pretrained network, made ready for other classes.</summary>
internal static class TaughtModel
{
    /// <summary>
    /// The pretrained network for an input of another size. It crops as much of an image as it always did: its features
    /// know things at that scale.
    /// </summary>
    /// <param name="side">Width and height, pixels; null for the network's own.</param>
    public static SqueezeNetModel Sized(SqueezeNetModel model, int? side)
    {
        int width = side ?? model.Input.Width;
        int height = side ?? model.Input.Height;
        int before = Math.Min(model.Input.Width, model.Input.Height);
        int after = Math.Min(width, height);
        int resize = ((2 * after * model.Input.ResizeTo) + before) / (2 * before);
        return model with
        {
            Input = model.Input with { Width = width, Height = height, ResizeTo = Math.Max(after, resize) },
        };
    }

    /// <summary>
    /// The network with a bypass around its last Fire module; null where that has another shape than its input, or the
    /// engine cannot share their channels.
    /// </summary>
    public static SqueezeNetModel? WithBypass(SqueezeNetModel model)
    {
        if (model.Fires.Count < 2)
        {
            return null;
        }

        Fire last = model.Fires[^1];
        Fire before = model.Fires[^2];
        bool fits = !last.HasBypass && last.OutChannels == last.Squeeze.InChannels
            && SharedTensors.CanShare(before, last);
        return fits ? model with { Fires = [.. model.Fires.SkipLast(1), last with { HasBypass = true }] } : null;
    }

    /// <summary>The network with new classes.</summary>
    /// <param name="fires">New last Fire modules; none for the pretrained ones.</param>
    public static SqueezeNetModel WithClasses(
        SqueezeNetModel model, IReadOnlyList<Fire> fires, Head head, IReadOnlyList<string> labels)
    {
        Convolution conv10 = model.Conv10 with
        {
            OutChannels = head.Classes,
            Geometry = new Geometry(1, 1, 1, 0),
            Weights = head.Weights,
            Bias = head.Bias,
        };
        return model with
        {
            Fires = [.. model.Fires.SkipLast(fires.Count), .. fires],
            Conv10 = conv10,
            HasLastRelu = true,
            Labels = labels,
            Notes = [],
        };
    }
}
