using System;
using CameraNode;

namespace SqueezeNet.Embedded.Simulation;

/// <summary>Passes a node's news on.</summary>
internal sealed class SimulatorObserver : INodeObserver
{
    private readonly Action<SimulatorEvent> report;
    private NodeState current;
    private bool hasConnected;

    public SimulatorObserver(Action<SimulatorEvent> report)
    {
        this.report = report;
    }

    /// <summary>The node has made itself a name.</summary>
    public void Named(NodeSettings settings)
    {
        string text = $"called {settings.ClientId}; topics begin with {settings.TopicPrefix}/{settings.ClientId}/";
        report(new SimulatorEvent(SimulatorEventKind.State, current, text, null, false));
    }

    public void StateChanged(NodeState state)
    {
        current = state;
        hasConnected = state == NodeState.Running || (hasConnected && state != NodeState.Stopped);
        report(new SimulatorEvent(SimulatorEventKind.State, state, Describe(state), null, false));
    }

    public void Decoded(int percent)
    {
        // A desktop takes no time for it.
    }

    public void Classified(FrameClassification classification, bool published)
    {
        string text = $"{classification.Sequence}  {classification.Label}"
            + (classification.Region.Length > 0 ? $" in {classification.Region}" : string.Empty)
            + $"  {JsonText.Decimals(classification.Probability, 4)}"
            + $"  {JsonText.Decimals(classification.Milliseconds, 1)} ms"
            + (published ? "  published" : "  not published")
            + (classification.FrameName.Length > 0 ? "  " + classification.FrameName : string.Empty);
        report(new SimulatorEvent(SimulatorEventKind.Classification, current, text, classification, published));
    }

    public void Opened(string firmware, string model, string crc)
    {
    }

    public void Measured(string document)
    {
        report(new SimulatorEvent(SimulatorEventKind.Measurement, current, document, null, false));
    }

    public void Warned(string message)
    {
        report(new SimulatorEvent(SimulatorEventKind.Warning, current, message, null, false));
    }

    /// <summary>An output was switched.</summary>
    public void Switched(int pin, bool on, string label)
    {
        string text = on ? $"pin {pin} on ({label})" : $"pin {pin} off";
        report(new SimulatorEvent(SimulatorEventKind.Pin, current, text, null, false)
        {
            Pin = pin,
            IsOn = on,
            PinLabel = label,
        });
    }

    /// <summary>The node sleeps.</summary>
    public void Sleeps(int milliseconds)
    {
        string text = $"sleeping {JsonText.Decimals(milliseconds / 1000.0, 1)} s";
        report(new SimulatorEvent(SimulatorEventKind.State, current, text, null, false));
    }

    private string Describe(NodeState state)
    {
        return state switch
        {
            NodeState.JoiningNetwork => "joining the network",
            NodeState.LoadingModel => "loading and testing the model",
            NodeState.Connecting => "connecting to the broker",
            NodeState.Running => "running",
            NodeState.Reconnecting => hasConnected ? "connecting to the broker again" : "connecting to the broker",
            NodeState.Stopping => "stopping",
            NodeState.Stopped => "stopped",
            _ => "idle",
        };
    }
}
