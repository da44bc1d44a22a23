using System;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>A board profile that is none, or a network that cannot be planned.</summary>
public sealed class PlanningException : Exception
{
    /// <summary>Says what cannot be planned.</summary>
    public PlanningException(string message)
        : base(message)
    {
    }
}
