using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Training;
using SqueezeNet.Embedded.Host.Training.Figures;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>A training as the JSON that docs/cli.md describes under train.</summary>
internal static class TrainJson
{
    /// <summary>One document of all that is known.</summary>
    public static void Write(TrainOptions options, TrainEnd end)
    {
        TrainingResult result = end.Result;
        TrainingFigures figures = result.Figures;
        IReadOnlyList<string> labels = result.Photos.Labels;
        bool isWritten = end.Problem is null;
        Json.Write(new
        {
            Onnx = isWritten ? options.Onnx : null,
            Blob = isWritten ? options.Blob : null,
            Report = isWritten ? options.Report : null,
            Review = isWritten && options.Report is string report ? TrainReview.Beside(report) : null,
            Node = end.Node is { IsWritten: true } ? end.Node.Path : null,
            end.Problem,
            Model = new { result.Model.Name, Size = result.Model.Input.Width, Labels = labels },
            Photos = Photos(result),
            HeldOut = HeldOut(result),
            Classes = figures.HeldOut.Classes.Select(c => new
            {
                Class = Class(c.Class, labels),
                Photos = c.Images,
                c.Right,
                c.Named,
                c.Recall,
                c.Precision,
            }),
            figures.HeldOut.Confusion,
            Mistakes = figures.HeldOut.Mistakes.Select(photo => Classified(photo, result)),
            Suspicious = figures.Suspicious.Select(photo => Classified(photo, result)),
            LearningCurve = figures.Curve.Select(point => new
            {
                point.PhotosPerClass,
                point.Accuracy,
                Range = Limits(point.Range),
                All = point.IsAll,
            }),
            figures.Calibration,
            Threshold = new
            {
                MinProbability = figures.Threshold.Probability,
                figures.Threshold.RightKept,
                figures.Threshold.WrongRefused,
                figures.Threshold.StrangersRefused,
            },
            Int8 = SideBySide(result.Int8),
            Fits = result.Fits.Select(Fit),
            Parity = new
            {
                result.Parity.Photos,
                result.Parity.Passes,
                Runners = result.Parity.Rows.Select(row => new
                {
                    row.Runner,
                    row.SameAnswers,
                    row.LargestDifference,
                    Exact = row.IsExact,
                    row.Problem,
                }),
            },
            Bytes = result.Plan.BlobBytes,
            result.Plan,
            figures.Advice,
            Notes = result.Photos.Notes.Concat(result.Notes),
            Seconds = Math.Round(end.Time.TotalSeconds, 1),
        });
    }

    /// <summary>Sizes that were tried, none of which fits.</summary>
    public static void Write(NothingFitsException e)
    {
        Json.Write(new { Problem = e.Message, Fits = e.Fits.Select(Fit) });
    }

    private static object Photos(TrainingResult result)
    {
        return new
        {
            result.Photos.Folder,
            Used = result.Photos.Photos.Count,
            Groups = result.Photos.Photos.Select(photo => photo.Group).Distinct().Count(),
            result.Photos.Background,
            Skipped = FolderOutput.ToJson(result.Photos.Skipped),
        };
    }

    private static object HeldOut(TrainingResult result)
    {
        TrainingFigures figures = result.Figures;
        return new
        {
            Photos = figures.HeldOut.Photos.Count,
            figures.HeldOut.Right,
            Top1 = figures.HeldOut.Accuracy,
            Top1Interval = Limits(figures.HeldOut.Interval),
            figures.Folds,
            figures.WeightDecay,
            HeadAloneTop1 = figures.Frozen?.Accuracy,
            Suspect = result.Photos.IsSuspect,
        };
    }

    private static object SideBySide(SideBySide both)
    {
        return new
        {
            Photos = both.Int8.Photos.Count,
            Top1 = both.Int8.Accuracy,
            Top1Interval = Limits(both.Int8.Interval),
            Fp32_top1 = both.Float.Accuracy,
            both.Agreement,
        };
    }

    private static object Fit(FitRow row)
    {
        return new
        {
            Size = row.Side,
            Bypass = row.HasBypass,
            Top1 = row.Accuracy,
            row.RamBytes,
            row.FlashBytes,
            EstimatedMs = row.Milliseconds,
            row.Problem,
            Chosen = row.IsChosen,
        };
    }

    private static object Classified(ClassifiedPhoto photo, TrainingResult result)
    {
        return new
        {
            result.Photos.Photos[photo.Photo].File,
            True = Class(photo.Truth, result.Photos.Labels),
            Named = Class(photo.Named, result.Photos.Labels),
            Probability = Math.Round(photo.Probability, 4),
        };
    }

    private static object Class(int index, IReadOnlyList<string> labels)
    {
        return new { Index = index, Label = labels[index] };
    }

    private static double[] Limits(Interval interval)
    {
        return [Math.Round(interval.Low, 3), Math.Round(interval.High, 3)];
    }
}
