using System;

namespace SqueezeNet.Embedded.Tests.Guards.Examples
{
    /// <summary>Says which rule an example breaks; the tests see to it that it breaks this one and no other.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class BreaksAttribute : Attribute
    {
        /// <summary>Names the rule.</summary>
        public BreaksAttribute(string rule)
        {
            Rule = rule;
        }

        /// <summary>The rule's name.</summary>
        public string Rule { get; }
    }
}
