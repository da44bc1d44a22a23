using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Model;

/// <summary>
/// The wide tensors of a network, 0 being conv1's and k + 1 that of Fire module k. A bypass makes the tensors on both
/// of its ends share scale, zero point and channel order; the first of those that share is their root.
/// </summary>
public static class SharedTensors
{
    private const int Lanes = 16;

    /// <summary>The tensor whose scale a tensor has: itself or an earlier one.</summary>
    public static int Root(SqueezeNetModel model, int tensor)
    {
        return tensor > 0 && model.Fires[tensor - 1].HasBypass ? Root(model, tensor - 1) : tensor;
    }

    /// <summary>The tensors that share a root, the root first.</summary>
    public static IReadOnlyList<int> Of(SqueezeNetModel model, int root)
    {
        return Enumerable.Range(root, model.Fires.Count + 1 - root).TakeWhile(t => Root(model, t) == root).ToList();
    }

    /// <summary>
    /// Whether channels can be stored in one order for both ends of a bypass. Each convolution's channels are padded to
    /// 16, so the expand convolutions must meet at the same channel, or at multiples of 16.
    /// </summary>
    /// <param name="before">The Fire module before, null for conv1, which has nowhere to meet.</param>
    public static bool CanShare(Fire? before, Fire fire)
    {
        int first = before?.Expand1x1.OutChannels ?? 0;
        int second = fire.Expand1x1.OutChannels;
        return (before is not null && first == second) || (first % Lanes == 0 && second % Lanes == 0);
    }
}
