using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Evaluation.TrueClasses;

/// <summary>The true classes of some images, where they were read, and what is to be known of that.</summary>
internal sealed record TrueClassList(IReadOnlyList<int> Classes, string Reading, IReadOnlyList<string> Notes);
