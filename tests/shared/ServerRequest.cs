using System.Collections.Generic;

namespace SqueezeNet.Embedded.Tests;

/// <summary>What a client asked for; header names are in lower case.</summary>
internal sealed record ServerRequest(string Path, IReadOnlyDictionary<string, string> Headers);
