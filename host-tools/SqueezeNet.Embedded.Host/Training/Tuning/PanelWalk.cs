namespace SqueezeNet.Embedded.Host.Training.Tuning;

/// <summary>The terms of a product's sums, in their order.</summary>
/// <param name="Outer">Where in the left operand each run of terms begins.</param>
/// <param name="Inner">Terms of a run.</param>
/// <param name="Step">Values of the left operand from a term to the next.</param>
/// <param name="Jump">Values of the right operand from a run to the next.</param>
internal sealed record PanelWalk(int[] Outer, int Inner, int Step, int Jump);
