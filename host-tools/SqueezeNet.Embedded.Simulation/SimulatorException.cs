using System;

namespace SqueezeNet.Embedded.Simulation;

/// <summary>A simulation that cannot go on. The message says what is wrong and what to do.</summary>
public sealed class SimulatorException : Exception
{
    /// <summary>Makes an exception.</summary>
    /// <param name="fault">What the simulation fails at.</param>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="cause">What was thrown there; null if nothing was.</param>
    public SimulatorException(SimulatorFault fault, string message, Exception? cause = null)
        : base(message, cause)
    {
        Fault = fault;
    }

    /// <summary>What the simulation fails at.</summary>
    public SimulatorFault Fault { get; }

    /// <summary>What was done before; null if nothing had begun.</summary>
    public SimulationResult? Result { get; internal set; }

    /// <summary>The file or folder at fault, if there is one.</summary>
    public string? File { get; init; }
}
