using System;

namespace SqueezeNet.Embedded.Simulation;

/// <summary>A simulation that cannot go on. The message says what is wrong and what to do.</summary>
public sealed class SimulatorException : Exception
{
    /// <summary>Makes an exception.</summary>
    public SimulatorException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with its cause.</summary>
    public SimulatorException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
