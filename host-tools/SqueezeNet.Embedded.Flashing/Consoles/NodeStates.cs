using System.Collections.Generic;
using CameraNode;

namespace SqueezeNet.Embedded.Flashing.Consoles;

/// <summary>What a node does, and what its light shows then, in words.</summary>
public static class NodeStates
{
    /// <summary>The words of each state.</summary>
    public static IReadOnlyDictionary<NodeState, string> Words { get; } = new Dictionary<NodeState, string>
    {
        [NodeState.Idle] = "not started; the light is dark",
        [NodeState.JoiningNetwork] = "joining the Wi-Fi; the light blinks fast",
        [NodeState.LoadingModel] = "opening and testing the model; the light blinks slowly",
        [NodeState.Connecting] = "connecting to the broker; the light shows two flashes",
        [NodeState.Running] = "running; the light flashes with every frame",
        [NodeState.Reconnecting] = "running without a broker; the light is lit with short gaps",
        [NodeState.Stopping] = "saying goodbye; the light is dark",
        [NodeState.Stopped] = "ended; the light is dark",
    };

    /// <summary>What the light shows when something is broken, whatever the state.</summary>
    public static IReadOnlyDictionary<string, string> Faults { get; } = new Dictionary<string, string>
    {
        ["three flashes"] = "the camera yields no frame",
        ["SOS"] = "the model cannot be used",
    };
}
