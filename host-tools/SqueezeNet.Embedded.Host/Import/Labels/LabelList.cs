using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Import.Labels;

/// <summary>Labels in the order of the classes, and what was done to read them.</summary>
internal sealed record LabelList(IReadOnlyList<string> Texts, IReadOnlyList<string> Notes);
