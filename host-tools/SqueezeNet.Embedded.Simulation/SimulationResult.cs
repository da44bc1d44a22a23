using System.Collections.Generic;
using System.Linq;
using CameraNode;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Simulation;

/// <summary>What a simulation did.</summary>
public sealed class SimulationResult
{
    /// <summary>Adds up what devices did.</summary>
    /// <param name="nodes">The last node of each.</param>
    /// <param name="before">What the first node of each remembered; its counters went on from there.</param>
    /// <param name="unreadable">Files or frames that could not be read.</param>
    /// <param name="folder">The folder that was played.</param>
    internal SimulationResult(
        IReadOnlyList<Node> nodes, IReadOnlyList<SleepMemory?> before, int unreadable, ImageFolder? folder)
    {
        Frames = nodes.Sum(node => node.Frames) - before.Sum(memory => memory?.Frames ?? 0);
        Published = nodes.Sum(node => node.Published) - before.Sum(memory => memory?.Published ?? 0);
        Dropped = nodes.Sum(node => node.Dropped) - before.Sum(memory => memory?.Dropped ?? 0);

        // What an earlier simulation has left waits still, or has gone the way of others.
        Waiting = nodes.Sum(node => node.Waiting) - before.Skip(1).Sum(memory => memory?.Waiting.Length ?? 0);
        Unconfirmed = nodes.Sum(node => node.Unconfirmed);
        Unreadable = unreadable;
        Folder = folder;
    }

    /// <summary>Frames classified.</summary>
    public int Frames { get; }

    /// <summary>Classifications that the broker has confirmed; with QoS 0 those handed over.</summary>
    public int Published { get; }

    /// <summary>Classifications that gave way to later ones and did not arrive.</summary>
    public int Dropped { get; }

    /// <summary>Classifications that still waited for the broker, or for its confirmation, at the end.</summary>
    public int Waiting { get; }

    /// <summary>Messages that the broker did not confirm in time.</summary>
    public int Unconfirmed { get; }

    /// <summary>Files or frames that could not be read.</summary>
    public int Unreadable { get; }

    /// <summary>The folder that was played: images used, and what was skipped; null for raw frames.</summary>
    public ImageFolder? Folder { get; }
}
