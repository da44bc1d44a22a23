using System;
using System.Collections.Generic;
using CameraNode;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes.Fakes;

/// <summary>Remembers what a node does.</summary>
internal sealed class FakeObserver : INodeObserver
{
    public List<NodeState> States { get; } = [];

    public List<NodeResult> Results { get; } = [];

    public List<string> Warnings { get; } = [];

    public List<int> Decodings { get; } = [];

    /// <summary>Is called at every change of state.</summary>
    public Action<NodeState>? OnState { get; set; }

    /// <summary>Is called at every answer.</summary>
    public Action? OnResult { get; set; }

    public void StateChanged(NodeState state)
    {
        States.Add(state);
        OnState?.Invoke(state);
    }

    public void Decoded(int percent)
    {
        Decodings.Add(percent);
    }

    public void Classified(NodeResult result, bool published)
    {
        Results.Add(result);
        OnResult?.Invoke();
    }

    public void Warned(string message)
    {
        Warnings.Add(message);
    }
}
