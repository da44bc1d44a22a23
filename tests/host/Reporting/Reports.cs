using System.Collections.Generic;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Inspection;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Packing;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Host.Quantization.Rate;
using SqueezeNet.Embedded.Host.Reporting;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.Reporting;

/// <summary>Reports to write.</summary>
internal static class Reports
{
    /// <summary>Of a random model, with an evaluation in which both disagree on a picture.</summary>
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
            BlobSummary.Of(Blob.Open(blob)), 100, quantized.Layers, PlanReport.Of(request, null, out _), evaluation, labels);
    }

    /// <summary>Three judged points and the blob's.</summary>
    /// <param name="drop">Of the judged point that is nearest to the blob.</param>
    public static RateCurve Curve(double drop)
    {
        RatePoint chosen = new(2e-8, 400_000, 2.4, 100, null);
        return new RateCurve(
            [
                new RatePoint(1e-8, 500_000, 3, 50, new Answers(98, 0.004, 0.1), null, 0.1),
                chosen,
                new RatePoint(2e-8, 390_000, 2.3, 50, new Answers(95, 0.02, drop), null, drop),
                new RatePoint(8e-8, 250_000, 1.5, 50, new Answers(80, 0.3, 14), null, 13),
            ],
            chosen);
    }

    public static Comparison Against(McNemar test, string file)
    {
        return new Comparison(
            "fp32", new Accuracy(10, 8, 9), 9, 0.01, test, new McNemar(0, 0), [new Difference($"{file}.jpg", 0, 1, 0)]);
    }

    /// <summary>A layer of four groups that no advice is given on.</summary>
    public static LayerReport Layer(string name)
    {
        List<GroupReport> groups = [new(8, 8), new(8, 8), new(8, 8), new(7, 7)];
        RangeReport output = new(0.1, -128, 20, 25.5, 100, false);
        return new LayerReport(
            name, 64, 30, 32, 45, 45, 0.001, 0, output, groups, 0, WeightHistogram.Of(new sbyte[] { -127, 0, 0, 5 }));
    }
}
