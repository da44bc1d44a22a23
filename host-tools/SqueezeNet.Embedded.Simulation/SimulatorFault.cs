namespace SqueezeNet.Embedded.Simulation;

/// <summary>What a simulation fails at.</summary>
public enum SimulatorFault
{
    /// <summary>The broker is out of reach or refuses the node.</summary>
    Broker = 0,

    /// <summary>The model or the frames cannot be used.</summary>
    Input = 1,

    /// <summary>The options say nothing that can be simulated.</summary>
    Options = 2,
}
