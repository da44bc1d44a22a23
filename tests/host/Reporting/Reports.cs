using System.Collections.Generic;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Inspection;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Packing;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Host.RateControl;
using SqueezeNet.Embedded.Host.Reporting;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.Reporting;

/// <summary>Reports to write.</summary>
internal static class Reports
{
    /// <summary>Of a random model, with an evaluation in which both disagree on an image.</summary>
    public static BuildReport Any(string name, string text)
    {
        SqueezeNetModel model = RandomModels.Any(3) with { Name = name };
        QuantizedNetwork quantized = Quantizer.Quantize(model, RandomModels.Images(model, 4, 3));
        byte[] blob = BlobWriter.Write(quantized, new BlobMeta().Add("source", text));
        PlanRequest request = new(StageShape.Cut(model), Boards.Default, WeightsMemory.Flash, null, blob.Length);
        string[] labels = new string[model.Classes];
        System.Array.Fill(labels, text);
        EvaluationResult evaluation = new(new Accuracy(10, 7, 9), Against(new McNemar(1, 2), text), [], 1);
        return new BuildReport(
            BlobSummary.Of(Blob.Open(blob)), 100, quantized.Layers, PlanReport.Of(ChosenPlan.For(request)), evaluation,
            labels);
    }

    /// <summary>Three judged points and the blob's.</summary>
    /// <param name="drop">Of the judged point that is nearest to the blob.</param>
    public static RateCurve Curve(double drop)
    {
        RatePoint chosen = new()
        {
            BitPrice = 2e-8,
            Bytes = 400_000,
            BitsPerWeight = 2.4,
            Images = 100,
        };
        return new RateCurve(
            [
                new RatePoint
                {
                    BitPrice = 1e-8,
                    Bytes = 500_000,
                    BitsPerWeight = 3,
                    Images = 50,
                    HeldOut = new Fidelity(98, 0.004, 0.1),
                    Drop = 0.1,
                },
                chosen,
                new RatePoint
                {
                    BitPrice = 2e-8,
                    Bytes = 390_000,
                    BitsPerWeight = 2.3,
                    Images = 50,
                    HeldOut = new Fidelity(95, 0.02, drop),
                    Drop = drop,
                },
                new RatePoint
                {
                    BitPrice = 8e-8,
                    Bytes = 250_000,
                    BitsPerWeight = 1.5,
                    Images = 50,
                    HeldOut = new Fidelity(80, 0.3, 14),
                    Drop = 13,
                },
            ],
            chosen);
    }

    public static Comparison Against(McNemar test, string file)
    {
        return new Comparison
        {
            Arithmetic = "fp32",
            Reference = new Accuracy(10, 8, 9),
            Agreements = 9,
            Divergence = 0.01,
            Top1 = test,
            Top5 = new McNemar(0, 0),
            Differences = [new Difference($"{file}.jpg", 0, 1, 0)],
        };
    }

    /// <summary>A layer of four groups that no advice is given on.</summary>
    public static LayerReport Layer(string name)
    {
        List<GroupReport> groups = [new(8, 8), new(8, 8), new(8, 8), new(7, 7)];
        RangeReport output = new(0.1, -128, 20, 25.5, 100, false);
        return new LayerReport
        {
            Name = name,
            Channels = 64,
            Sqnr = 30,
            InputSqnr = 32,
            OutputSqnr = 45,
            WeightSqnr = 45,
            BiasError = 0.001,
            DeadChannels = 0,
            Output = output,
            Groups = groups,
            ShrunkChannels = 0,
            Weights = WeightHistogram.Of(new sbyte[] { -127, 0, 0, 5 }),
        };
    }
}
