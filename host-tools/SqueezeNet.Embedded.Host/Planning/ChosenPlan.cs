namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>The plan that is taken for a request, and what the choice rests on.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Plan">The plan that is taken.</param>
/// <param name="Smallest">The plan with the smallest arena.</param>
/// <param name="HasSkipApart">Whether what bypasses need lies in PSRAM, apart from the arena.</param>
public sealed record ChosenPlan(PlanRequest Request, ArenaPlan Plan, ArenaPlan Smallest, bool HasSkipApart)
{
    /// <summary>Bytes that bypasses need besides the arena.</summary>
    public int OutsideBytes => HasSkipApart ? Smallest.SkipBytes : 0;

    /// <summary>Bytes of the arena without those that lie apart.</summary>
    public int ArenaBytes => Plan.ArenaBytes - OutsideBytes;

    /// <summary>
    /// Bytes of the smallest arena without those that lie apart: the smallest budget that has a plan.
    /// </summary>
    public int SmallestBytes => Smallest.ArenaBytes - OutsideBytes;

    /// <summary>
    /// Chooses the fastest plan under the budget, or the smallest if none fits or no budget is given.
    /// </summary>
    /// <param name="given">A plan to take instead, such as a blob's own.</param>
    /// <exception cref="PlanningException">The network cannot be planned, or the board has no such memory.</exception>
    public static ChosenPlan For(PlanRequest request, ArenaPlan? given = null)
    {
        // Bypasses cost the same whatever the plan, so it can be made before it is known where they lie.
        Planner planner = new(request.Stages, new CostModel(request.Board, request.Memory));
        ArenaPlan smallest = planner.Smallest;
        given ??= request.PlansWindow ? Planner.PlanWindow(request.Stages) : null;
        bool apart = request.HasSkipApart((given ?? smallest).ArenaBytes, smallest.SkipBytes);
        long outside = apart ? smallest.SkipBytes : 0;
        ArenaPlan plan = given
            ?? (request.Budget is int bytes ? planner.Plan((int)long.Min(bytes + outside, int.MaxValue)) : null)
            ?? smallest;
        return new ChosenPlan(request, plan with { Memory = request.Arena }, smallest, apart);
    }
}
