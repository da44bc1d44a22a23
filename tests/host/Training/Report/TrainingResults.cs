using System.Collections.Generic;
using System.IO;
using System.Linq;
using SqueezeNet.Embedded.Host.Building;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Training;
using SqueezeNet.Embedded.Host.Training.Figures;
using SqueezeNet.Embedded.Host.Training.Photos;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.Training.Report;

/// <summary>Trainings that nobody has run.</summary>
internal static class TrainingResults
{
    private static readonly BuiltModel built = Build();

    /// <summary>Four photos of each class, taken from the cards; of every third class one is a mistake.</summary>
    public static TrainingResult Any(params string[] labels)
    {
        string folder = Repository.Cards("calibration");
        string[] files = [.. Directory.GetFiles(folder).Order(System.StringComparer.Ordinal)];
        Photo[] photos =
            [.. labels.SelectMany((_, c) => Enumerable.Range(0, 4).Select(i =>
                new Photo(files[((4 * c) + i) % files.Length], c, (4 * c) + i, string.Empty)))];
        HeldOutFigures heldOut = Figures(photos, labels.Length);
        TrainingFigures figures = new(heldOut, 5, 1e-3)
        {
            Calibration = Calibration(),
            Threshold = new ThresholdAdvice(0.62, 97.25, 81, labels.Length < 3 ? null : 74.5),
            Curve =
            [
                new LearningPoint(5, 75.2, new Interval(70, 79.5), false),
                new LearningPoint(10, 84, new Interval(82, 87), false),
                new LearningPoint(20, 91.5, new Interval(90, 92.5), false),
                new LearningPoint(48, 96.4, new Interval(96.4, 96.4), true),
            ],
            Suspicious = [.. heldOut.Mistakes.Take(1)],
            Advice = [$"{labels[0]} has the fewest photos: 20 more would help most."],
        };
        return new TrainingResult(
            RandomModels.Any(3) with { Name = "mine", Labels = labels },
            [],
            new PhotoSet(folder, labels, photos) { Notes = ["3 photos look the same and stand in one group."] },
            figures)
        {
            Built = built,
            Source = new ModelSource("pretrained.onnx", "onnx", "abc"),
            Plan = built.Plan,
            Int8 = new SideBySide(heldOut, heldOut, 100),
            Parity = new ParityCheck(
                photos.Length, [new ParityRow("ONNX Runtime 1.0", photos.Length, 1e-6, true, null)]),
            Fits =
            [
                new FitRow(224, false, 96.4, 61936, 760_000, 123.4) { Problem = "it takes 123 ms of 60" },
                new FitRow(160, false, 94.9, 40_000, 760_000, 58.8) { IsChosen = true },
                new FitRow(160, true, 94.1, 44_000, 760_000, 59.9),
            ],
        };
    }

    private static HeldOutFigures Figures(Photo[] photos, int classes)
    {
        int[][] confusion = [.. Enumerable.Range(0, classes).Select(_ => new int[classes])];
        List<ClassifiedPhoto> seen = [];
        for (int i = 0; i < photos.Length; i++)
        {
            int truth = photos[i].Class;
            bool isWrong = truth % 3 == 0 && i % 4 == 1;
            int named = isWrong ? (truth + 1) % classes : truth;
            confusion[truth][named]++;
            seen.Add(new ClassifiedPhoto(i, truth, named, 0.97, isWrong ? 0.02 : 0.97));
        }

        return new HeldOutFigures(seen, confusion);
    }

    private static ScoreCalibration Calibration()
    {
        return new ScoreCalibration(
            1.35,
            4.2,
            1.1,
            [new CalibrationBin(0.45, 0.5, 4), new CalibrationBin(0.75, 0.72, 12), new CalibrationBin(0.97, 0.98, 90)])
        {
            BinsBefore = [new CalibrationBin(0.55, 0.4, 4), new CalibrationBin(0.98, 0.94, 102)],
        };
    }

    private static BuiltModel Build()
    {
        SqueezeNetModel model = RandomModels.Any(3);
        return new ModelBuilder(model).Build(RandomModels.Images(model, 4, 3));
    }
}
