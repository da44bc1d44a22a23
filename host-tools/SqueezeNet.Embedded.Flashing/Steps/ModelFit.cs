using SqueezeNet.Embedded.Flashing.Images;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Host.Reporting;

namespace SqueezeNet.Embedded.Flashing.Steps;

/// <summary>What sqnet plan says of a model on a board, before it is written.</summary>
internal static class ModelFit
{
    /// <summary>Judges a blob by its own plan.</summary>
    /// <exception cref="FlashingException">The plan fails.</exception>
    public static PlanReport Require(ModelImage model, Board board)
    {
        PlanRequest request = new BoardTarget { Board = board }.RequestFor(model.Blob);
        PlanReport report = PlanReport.Of(ChosenPlan.For(request, BlobPlan.Read(model.Blob)));
        return report.Pass
            ? report
            : throw new FlashingException(
                FlashingCause.DoesNotFit,
                $"the model {model.Name} fails on {board.Name}. {string.Join(' ', report.Problems)}");
    }
}
