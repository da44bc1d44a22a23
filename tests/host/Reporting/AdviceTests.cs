using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Host.Reporting;

namespace SqueezeNet.Embedded.Tests.Host.Reporting;

/// <summary>What is said of layers and accuracies that were made up for it.</summary>
[TestClass]
public sealed class AdviceTests
{
    private static readonly BuildReport sound = Reports.Any("model", "label") with
    {
        Evaluation = null,
        Layers = [Reports.Layer("conv1"), Reports.Layer("fire2.squeeze")],
    };

    [TestMethod]
    public void ASoundNetworkGetsNoWarning()
    {
        Assert.IsFalse(sound.Advice.Any(a => a.IsWarning), string.Join('\n', sound.Advice));
        StringAssert.Contains(Find(sound, "accuracy").Text, "--images");
        StringAssert.Contains(Find(sound, "conv1").Text, "weakest layer, SQNR 30.0 dB");
    }

    [TestMethod]
    public void LimitedGroupsAreNamedWhereTheyHurt()
    {
        List<GroupReport> groups = [new(7, 8), new(7, 8), new(7, 7), new(7, 7)];
        Advice advice = Find(With(l => l with { Sqnr = 14, WeightSqnr = 17, Groups = groups }), "fire2.squeeze");
        Assert.IsTrue(advice.IsWarning);
        StringAssert.Contains(advice.Text, "SQNR 14.0 dB, 50 % of its noise");
        StringAssert.Contains(advice.Text, "limited 2 of 4 groups");
        Assert.IsFalse(With(l => l with { Sqnr = 14, Groups = groups }).Advice.Any(a => a.IsWarning));
    }

    [TestMethod]
    public void ALowShiftIsExplained()
    {
        List<GroupReport> groups = [new(8, 8), new(8, 8), new(8, 8), new(3, 3)];
        string text = Find(With(l => l with { Sqnr = 20, WeightSqnr = 21, Groups = groups }), "fire2.squeeze").Text;
        StringAssert.Contains(text, "shift 3 where others have 8");
    }

    [TestMethod]
    public void AWideRangeIsNamed()
    {
        Advice advice = Find(With(l => l with { Sqnr = 20, OutputSqnr = 20 }), "fire2.squeeze");
        Assert.IsTrue(advice.IsWarning);
        StringAssert.Contains(advice.Text, "8 bits");
        StringAssert.Contains(advice.Text, "the largest, 20.");
    }

    /// <summary>Noise is no reason to act if hardly any answer changes.</summary>
    [TestMethod]
    public void MeasuredAgreementSettlesIt()
    {
        BuildReport noisy = With(l => l with { Sqnr = 20, WeightSqnr = 21 });
        Assert.IsTrue(Find(noisy, "fire2.squeeze").IsWarning);
        Comparison against = Reports.Against(new McNemar(0, 0), "x") with { Agreements = 10 };
        EvaluationResult evaluation = new(new Accuracy(10, 8, 9), against, [], 1);
        Assert.IsFalse(Find(noisy with { Evaluation = evaluation }, "fire2.squeeze").IsWarning);
    }

    [TestMethod]
    public void OnlyMoreThanChanceIsALoss()
    {
        BuildReport Lost(int own, int fp32)
        {
            return sound with
            {
                Evaluation = new EvaluationResult(
                    new Accuracy(10, 7, 9), Reports.Against(new McNemar(own, fp32), "x"), [], 1),
            };
        }

        Assert.IsFalse(Lost(1, 4).Advice.Any(a => a.IsWarning));
        Advice advice = Lost(1, 9).Advice[0];
        Assert.IsTrue(advice.IsWarning);
        StringAssert.Contains(advice.Text, "loses 10.0 points");
        StringAssert.Contains(advice.Text, "p = 0.0215");
    }

    [TestMethod]
    public void FewImagesAndDeadChannelsAreNamed()
    {
        BuildReport report = With(l => l with { DeadChannels = 5 }) with { CalibrationImages = 6 };
        Assert.IsTrue(Find(report, "calibration").IsWarning);
        StringAssert.Contains(Find(report, "unused channels").Text, "5 of 64 in fire2.squeeze");
    }

    /// <summary>
    /// Who asks for a small blob is told what it costs, and not to mend weights that were rounded for it.
    /// </summary>
    [TestMethod]
    public void SmallSizesAreTheirOwnReason()
    {
        BuildReport noisy = With(l => l with { Sqnr = 20, WeightSqnr = 21 });
        BuildReport small = noisy with { Curve = Reports.Curve(0.6) };
        Assert.IsTrue(noisy.Advice.Any(a => a.IsWarning));
        Assert.IsFalse(small.Advice.Any(a => a.IsWarning), string.Join('\n', small.Advice));
        StringAssert.Contains(Find(small, "size").Text, "2.40 bits a weight are taken to cost 0.6 points of top-1");
        StringAssert.Contains(Find(small, "size").Text, "95.0 %");
        StringAssert.Contains(Find(small, "fire2.squeeze").Text, "rounded to save bytes");
        Assert.IsTrue(Find(small with { Curve = Reports.Curve(8) }, "size").IsWarning);

        // What storing outputs costs has nothing to do with it.
        BuildReport wide = With(l => l with { Sqnr = 20, OutputSqnr = 20 }) with { Curve = Reports.Curve(0.6) };
        Assert.IsTrue(Find(wide, "fire2.squeeze").IsWarning);
    }

    private static BuildReport With(Func<LayerReport, LayerReport> change)
    {
        return sound with { Layers = [sound.Layers[0], change(sound.Layers[1])] };
    }

    private static Advice Find(BuildReport report, string subject)
    {
        return report.Advice.First(a => a.Subject == subject);
    }
}
