namespace SqueezeNet.Embedded.Host.Float;

/// <summary>Rectified tensors of a Fire module on one image.</summary>
/// <param name="Narrow">Of squeeze.</param>
/// <param name="Left">Of expand1x1.</param>
/// <param name="Right">Of expand3x3.</param>
/// <param name="Wide">Both.</param>
/// <param name="Output">After the pool, if there is one.</param>
internal sealed record FireTrace(Plane Narrow, Plane Left, Plane Right, Plane Wide, Plane Output);
