using System.Collections.Generic;
using System.IO;
using System.Linq;
using SqueezeNet.Embedded.Host.Building;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Training;
using SqueezeNet.Embedded.Host.Training.Figures;
using SqueezeNet.Embedded.Host.Training.Photos;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>A training that nobody has run: two classes of the cards, one photo taken for the other class.</summary>
internal static class MadeUpTraining
{
    private static readonly string[] labels = ["nothing", "[ace]"];

    public static TrainingResult Of(TemporaryFolder folder)
    {
        string[] files = [.. Directory.GetFiles(Repository.Cards("calibration")).Order().Take(8)];
        Photo[] photos = [.. files.Select((file, i) => new Photo(
            folder.Write($"photos/{labels[i / 4]}/{i}.jpg", File.ReadAllBytes(file)), i / 4, i, string.Empty))];
        ModelBuilder builder = ModelBuilder.Open(Repository.Cards("cards.onnx"), new ImportOptions());
        SqueezeNetModel model = builder.Model;
        ClassifiedPhoto[] seen =
            [.. photos.Select((photo, i) => new ClassifiedPhoto(i, photo.Class, i == 0 ? 1 : photo.Class, 0.9, 0.1))];
        HeldOutFigures heldOut = new(seen, [[3, 1], [0, 4]]);
        TrainingFigures figures = new(heldOut, 4, 0.001)
        {
            Calibration = new ScoreCalibration(1.5, 4.25, 1.125, [new CalibrationBin(0.9, 0.875, 8)]),
            Threshold = new ThresholdAdvice(0.62, 100, 0, null),
            Curve =
            [
                new LearningPoint(2, 62.5, new Interval(50, 75), false),
                new LearningPoint(4, 87.5, new Interval(87.5, 87.5), true),
            ],
            Suspicious = [seen[0]],
            Advice = ["nothing has 4 photos: 20 or more would help."],
        };
        BuiltModel built = builder.Build(Path.GetDirectoryName(photos[0].File)!);
        return new TrainingResult(
            model with { Labels = labels }, [1, 2, 3], new PhotoSet(folder.File("photos"), labels, photos), figures)
        {
            Built = built,
            Source = model.Source,
            Plan = built.Plan,
            Int8 = new SideBySide(heldOut, heldOut, 100),
            Parity = new ParityCheck(8, [new ParityRow("int8", 8, 0.0123, false, null)]),
            Fits = [new FitRow(96, false, 87.5, 30000, 170000, 12.5) { IsChosen = true }],
            Notes = new List<string> { "made up" },
        };
    }
}
