using System;
using System.Linq;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Training.Figures;
using SqueezeNet.Embedded.Host.Training.Heads;
using SqueezeNet.Embedded.Host.Training.Samples;
using SqueezeNet.Embedded.Tests.Host.Training.Heads;

namespace SqueezeNet.Embedded.Tests.Host.Training.Figures;

[TestClass]
public sealed class FigureMakerTests
{
    private const int Classes = 4;

    [TestMethod]
    public void MorePhotosAreMoreAccurate()
    {
        TrainingFigures figures = Of(SyntheticMaps.Even(400, Classes), Classes, 0.13);
        LearningPoint[] curve = [.. figures.Curve];
        string all = string.Join('\n', figures.Curve);
        CollectionAssert.AreEqual(new[] { 5.0, 10, 20, 50, 80 }, Array.ConvertAll(curve, p => p.PhotosPerClass));
        Assert.IsTrue(curve.Zip(curve.Skip(1)).All(pair => pair.Second.Accuracy > pair.First.Accuracy - 3), all);
        Assert.IsTrue(curve[^1].Accuracy > curve[0].Accuracy + 5, all);
        Assert.IsTrue(curve.All(p => p.Range.Low <= p.Accuracy && p.Accuracy <= p.Range.High), all);
        Assert.IsTrue(curve[^1].IsAll && !curve[..^1].Any(p => p.IsAll), all);
        Assert.IsTrue(figures.Advice.Any(sentence => sentence.Contains("wice as many", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void PhotosInTheWrongFolderAreFound()
    {
        int[] shown = SyntheticMaps.Even(160, Classes);
        int[] folders = (int[])shown.Clone();
        folders[13] = (shown[13] + 1) % Classes;
        folders[90] = (shown[90] + 2) % Classes;
        TrainingFigures figures = Of(folders, Classes, 0.6, shown);
        int[] found = [.. figures.Suspicious.Select(photo => photo.Photo)];
        Assert.IsTrue(found.Contains(13) && found.Contains(90) && found.Length < 6, string.Join(", ", found));
        Assert.AreEqual(shown[13], figures.Suspicious.First(photo => photo.Photo == 13).Named);
    }

    [TestMethod]
    public void TheThresholdKeepsWhatIsRight()
    {
        TrainingFigures figures = Of(SyntheticMaps.Even(200, Classes), Classes, 0.2);
        ThresholdAdvice advice = figures.Threshold;
        Assert.IsTrue(advice.RightKept >= 95, $"{advice}");
        Assert.IsTrue(advice.Probability is > 0.2 and <= 0.95, $"{advice}");
        Assert.IsTrue(advice.WrongRefused > 5, $"{advice}");
        Assert.IsTrue(advice.StrangersRefused > 5, $"{advice}");
        Assert.AreEqual(Math.Round(advice.Probability, 2), advice.Probability);
    }

    [TestMethod]
    [DataRow(2, 10)]
    [DataRow(3, 15)]
    [DataRow(22, 220)]
    public void FewPhotosAndManyClassesWork(int classes, int photos)
    {
        TrainingFigures figures = Of(SyntheticMaps.Even(photos, classes), classes, 0.6);
        Assert.AreEqual(classes > 2, figures.Threshold.StrangersRefused is not null);
        Assert.AreEqual(photos, figures.HeldOut.Photos.Count);
        Assert.IsTrue(figures.Curve[^1].IsAll);
        Assert.IsTrue(figures.Advice.Count > 0);
    }

    [TestMethod]
    public void ProbabilitiesAreComparedWithHowOftenTheyWereRight()
    {
        // Named with e / (1 + e) = 0.73 and 0.88; the first are right in three cases of four.
        double[][] scores = [[1, 0], [1, 0], [1, 0], [1, 0], [2, 0]];
        ScoreCalibration calibration = Reliability.Of(scores, [0, 0, 0, 1, 0], 1);
        Assert.AreEqual(2, calibration.Bins.Count);
        Assert.AreEqual(new CalibrationBin(0.75, 0.75, 4), calibration.Bins[0] with { Probability = 0.75 });
        Assert.AreEqual(0.7310586, calibration.Bins[0].Probability, 1e-6);
        Assert.AreEqual(100 * ((0.8 * (0.75 - 0.7310586)) + (0.2 * (1 - 0.8807971))), calibration.ErrorBefore, 1e-4);
        Assert.AreEqual(calibration.ErrorBefore, calibration.ErrorAfter);
    }

    [TestMethod]
    public void PhotosOfABurstCountForOne()
    {
        // Ten bursts of eight photos; two bursts are mistaken as a whole.
        int[] truth = SyntheticMaps.Even(80, 2);
        double[][] scores = [.. truth.Select((own, i) => i / 8 < 2 == (own == 0) ? new[] { 0.0, 1 } : [1, 0])];
        int[] all = [.. Enumerable.Range(0, 80)];
        SampleTable single = SyntheticMaps.Table(truth, 2);
        HeldOutFigures apart = HeldOutFigures.Of(single, all, scores);
        HeldOutFigures together = HeldOutFigures.Of(single with { Groups = [.. all.Select(i => i / 8)] }, all, scores);
        Assert.AreEqual(80, apart.Accuracy);
        Assert.AreEqual(80, together.Accuracy);
        Assert.AreEqual(1, apart.DesignEffect, 0.05);
        Assert.AreEqual(8.9, together.DesignEffect, 0.1);
        Interval wide = Interval.Wilson(8, 10);
        Assert.AreEqual(wide.Low, together.Interval.Low, 3);
        Assert.IsTrue(apart.Interval.Low > together.Interval.Low + 10);
        double[][] right = [.. truth.Select(own => own == 0 ? new[] { 1.0, 0 } : [0, 1])];
        HeldOutFigures perfect = HeldOutFigures.Of(single with { Groups = [.. all.Select(i => i / 8)] }, all, right);
        Assert.AreEqual(Interval.Wilson(10, 10), perfect.Interval);
    }

    [TestMethod]
    public void AWeakClassIsNamed()
    {
        int[] shown = SyntheticMaps.Even(240, Classes);
        // Photos of the folder "d" show anything.
        int[] folders = [.. shown.Select((own, i) => i % 8 == 0 ? 3 : own)];
        TrainingFigures figures = Of(folders, Classes, 0.5, shown);
        Assert.IsTrue(
            figures.Advice.Any(sentence => sentence.StartsWith("d is named for", StringComparison.Ordinal)),
            string.Join('\n', figures.Advice));
    }

    private static TrainingFigures Of(int[] folders, int classes, double strength, int[]? shown = null)
    {
        SyntheticMaps maps = new(shown ?? folders, classes, 2, strength);
        SampleTable samples = SyntheticMaps.Table(folders, classes);
        int[] folds = Folds.Assign(samples, 5, 1);
        HeadResult head = HeadTrainer.Train(maps, samples, folds, new HeadOptions(), null, CancellationToken.None);
        string[] labels = [.. Enumerable.Range(0, classes).Select(c => ((char)('a' + c)).ToString())];
        return FigureMaker.Of(new FigureSource(samples, folds, head, maps, labels), 1, CancellationToken.None);
    }
}
