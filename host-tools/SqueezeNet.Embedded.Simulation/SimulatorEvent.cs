using CameraNode;

namespace SqueezeNet.Embedded.Simulation;

/// <summary>What kind of news there is.</summary>
public enum SimulatorEventKind
{
    /// <summary>The node's state has changed.</summary>
    State = 0,

    /// <summary>A frame was classified.</summary>
    Classification = 1,

    /// <summary>Something went wrong, and the simulation goes on.</summary>
    Warning = 2,

    /// <summary>An output was switched; comes on any thread.</summary>
    Pin = 3,

    /// <summary>The computer has measured itself as a board does; Text is the document.</summary>
    Measurement = 4,
}

/// <summary>News of a simulation.</summary>
public sealed class SimulatorEvent
{
    internal SimulatorEvent(
        SimulatorEventKind kind, NodeState state, string text, FrameClassification? classification, bool published)
    {
        Kind = kind;
        State = state;
        Text = text;
        Classification = classification;
        Published = published;
    }

    /// <summary>What kind of news this is.</summary>
    public SimulatorEventKind Kind { get; }

    /// <summary>The node's state now.</summary>
    public NodeState State { get; }

    /// <summary>The news as a line of text.</summary>
    public string Text { get; }

    /// <summary>What the network says of the frame, if this is a Classification.</summary>
    public FrameClassification? Classification { get; }

    /// <summary>The output, if this is a Pin.</summary>
    public int Pin { get; init; } = -1;

    /// <summary>Whether it is on now.</summary>
    public bool IsOn { get; init; }

    /// <summary>The class that the output belongs to, or "lamp".</summary>
    public string PinLabel { get; init; } = string.Empty;

    /// <summary>Whether that is to be published.</summary>
    public bool Published { get; }
}
