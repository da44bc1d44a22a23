using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>What a model's stages took on a board.</summary>
/// <param name="Weights">Where the weights lay, such as "flash" or "psram".</param>
/// <param name="Cores">On how many cores.</param>
/// <param name="Cold">Cycles of each stage after the caches were emptied; null if they could not be.</param>
/// <param name="Warm">The least of several runs.</param>
public sealed record BenchRun(string Weights, int Cores, IReadOnlyList<long>? Cold, IReadOnlyList<long> Warm);
