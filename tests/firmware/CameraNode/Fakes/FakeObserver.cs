using System;
using System.Collections.Generic;
using CameraNode;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes.Fakes;

/// <summary>Remembers what a node does.</summary>
internal sealed class FakeObserver : INodeObserver
{
    public List<NodeState> States { get; } = [];

    public List<FrameClassification> Classifications { get; } = [];

    public List<string> Warnings { get; } = [];

    public List<int> Decodings { get; } = [];

    /// <summary>Is called at every change of state.</summary>
    public Action<NodeState>? OnState { get; set; }

    /// <summary>Is called at every classification.</summary>
    public Action? OnClassified { get; set; }

    public void StateChanged(NodeState state)
    {
        States.Add(state);
        OnState?.Invoke(state);
    }

    public void Decoded(int percent)
    {
        Decodings.Add(percent);
    }

    public void Classified(FrameClassification classification, bool published)
    {
        Classifications.Add(classification);
        OnClassified?.Invoke();
    }

    /// <summary>What the board has measured.</summary>
    public List<string> Models { get; } = [];

    public List<string> Documents { get; } = [];

    public void Opened(string firmware, string model, string crc)
    {
        Models.Add($"{model} {crc}");
    }

    public void Measured(string document)
    {
        Documents.Add(document);
    }

    public void Warned(string message)
    {
        Warnings.Add(message);
    }
}
