using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Intrinsics;

namespace SqueezeNet.Embedded.Tests.Firmware.Library.Vectors;

/// <summary>The vector engine against the reference. It needs no test framework: it runs on ARM as a program.</summary>
internal static class VectorAgreement
{
    /// <summary>The paths that this processor has.</summary>
    public static IEnumerable<VectorPath> Paths => Enum.GetValues<VectorPath>().Where(VectorPaths.IsSupported);

    /// <summary>Runs an image on every path, with one thread and with several.</summary>
    /// <exception cref="InvalidOperationException">A stage's output or the scores differ.</exception>
    public static void RequireSameRun(byte[] bytes, RowSource expected, RowSource actual, string what)
    {
        Blob blob = Blob.Open(bytes);
        Require(Panel.Fits(blob), $"{what}: not for the vector engine");
        ReferenceNetwork reference = new(blob);
        reference.Run(expected);
        foreach (VectorPath path in Paths)
        {
            foreach (int threads in new[] { 1, 3 })
            {
                VectorNetwork network = new(blob, path, threads);
                RequireSameStages(reference, network, actual, $"{what}, {path}, {threads} threads");
            }
        }
    }

    /// <summary>Runs a test image.</summary>
    public static void RequireSameGoldenRun(byte[] bytes, uint seed, string what)
    {
        RequireSameRun(bytes, new GoldenSource(seed), new GoldenSource(seed), what);
    }

    /// <summary>
    /// Two adjacent products that are as large as they get, in each of both places, for each instruction of a path.
    /// </summary>
    public static void RequireExactExtremes(IDot128 dot, sbyte lowest)
    {
        sbyte[] values = [.. new sbyte[] { -128, -127, -1, 0, 1, 127 }.Where(value => value >= lowest)];
        sbyte[] weights = [-127, -1, 0, 1, 127];
        foreach (sbyte[] v in Pairs(values))
        {
            foreach (sbyte[] w in Pairs(weights))
            {
                RequireExact(dot, [v[0], v[1], v[1], v[0]], [w[0], w[1], w[1], w[0]]);
                RequireExact(dot, [v[0], v[0], v[1], v[1]], [w[0], w[0], w[1], w[1]]);
            }
        }
    }

    private static void RequireSameStages(
        ReferenceNetwork reference, VectorNetwork network, RowSource source, string what)
    {
        network.Begin(source);
        int stages = network.Stages;
        for (int k = 0; k < stages; k++)
        {
            network.RunStage(k);
            bool same = k == stages - 1 || reference.StageOutput(k).AsSpan().SequenceEqual(network.StageOutput(k));
            Require(same, $"{what}: stage {k} differs");
        }

        Require(reference.Scores.AsSpan().SequenceEqual(network.Scores), $"{what}: the scores differ");
    }

    private static void RequireExact(IDot128 dot, sbyte[] values, sbyte[] weights)
    {
        sbyte[] all = [.. weights, .. new sbyte[] { 0, 0, 0, 0 }, .. weights.Reverse(), .. weights];
        int[] expected = [1 + Sum(values, all[..4]), 2, 3 + Sum(values, all[8..12]), 4 + Sum(values, all[12..])];
        sbyte[] repeated = [.. values, .. values, .. values, .. values];
        Vector128<int> sums = dot.Add(
            Vector128.Create(1, 2, 3, 4),
            Vector128.Create(repeated),
            Vector128.Create(all));
        for (int i = 0; i < 4; i++)
        {
            string what = $"{dot.GetType().Name}: {string.Join(',', values)} times {string.Join(',', weights)}";
            Require(expected[i] == Vector128.GetElement(sums, i), what);
        }
    }

    private static int Sum(sbyte[] values, sbyte[] weights)
    {
        return values.Zip(weights, (v, w) => v * w).Sum();
    }

    private static IEnumerable<sbyte[]> Pairs(sbyte[] values)
    {
        return values.SelectMany(a => values.Select(b => new[] { a, b }));
    }

    private static void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw new InvalidOperationException(what);
        }
    }
}
