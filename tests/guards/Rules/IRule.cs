using System.Collections.Generic;

namespace SqueezeNet.Embedded.Tests.Guards.Rules;

/// <summary>One thing that compiled code must keep to, so that CLR 1.17 runs it as it was meant.</summary>
internal interface IRule
{
    /// <summary>A short name, the same in messages and in the examples.</summary>
    string Name { get; }

    /// <summary>Looks for what breaks the rule.</summary>
    IEnumerable<Violation> Check(CompiledCode code);
}
