using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace SqueezeNet.Embedded.Tests.Firmware.Library.Networks;

/// <summary>A network under construction, and a plain writer of blobs that shares nothing with the packer.</summary>
public sealed class TestNetwork
{
    private const int HeaderBytes = 144;

    public int Width { get; init; } = 8;

    public int Height { get; init; } = 8;

    public (int Numerator, int Denominator) Crop { get; init; } = (7, 8);

    public sbyte[] Padding { get; init; } = [-4, -12, -24];

    public string Name { get; init; } = "test";

    public float ScoreScale { get; init; } = 0.01f;

    public List<TestStage> Stages { get; } = [];

    /// <summary>Class of each used channel of the head.</summary>
    public int[] ClassMap { get; set; } = [];

    public string[] Labels { get; set; } = [];

    public string Meta { get; init; } = "source=test\n";

    public uint[] GoldenSeeds { get; init; } = [];

    /// <summary>Whether inputs and outputs share memory as tightly as SPEC 3.3 allows.</summary>
    public bool InPlace { get; init; }

    /// <summary>Whether the class map is left out; channels must be classes.</summary>
    public bool HasNoClassMap { get; init; }

    public TestConvolution Head => Stages[^1].C;

    /// <summary>The blob; golden vectors are computed by the reference engine.</summary>
    public byte[] ToBlob()
    {
        byte[] blob = Write([]);
        if (GoldenSeeds.Length == 0)
        {
            return blob;
        }

        ReferenceNetwork network = new(Blob.Open(blob));
        MemoryStream golden = new();
        foreach (uint seed in GoldenSeeds)
        {
            int[] scores = network.Run(new GoldenSource(seed));
            golden.Write(BitConverter.GetBytes(seed));
            golden.Write(BitConverter.GetBytes(Crc32.OfScores(scores)));
            golden.Write(BitConverter.GetBytes(Ranking.Best(scores)));
            golden.Write(BitConverter.GetBytes(scores.Max()));
        }

        return Write(golden.ToArray());
    }

    /// <summary>Makes the CRC of an edited blob right again.</summary>
    public static void Seal(byte[] blob)
    {
        BitConverter.TryWriteBytes(blob.AsSpan(12), Blob.ComputeCrc(blob, blob.Length));
    }

    private byte[] Write(byte[] golden)
    {
        ConnectStages();
        TestPlan plan = TestPlan.Make(Stages, InPlace);
        MemoryStream weights = new();
        MemoryStream parameters = new();
        byte[] stages = WriteStages(plan, weights, parameters);
        byte[][] sections =
        [
            stages, parameters.ToArray(), weights.ToArray(), WriteClassMap(), WriteLabels(), golden,
            Encoding.UTF8.GetBytes(Meta), [],
        ];

        byte[] blob = new byte[HeaderBytes + sections.Sum(section => Align16(section.Length))];
        WriteHeader(blob, plan, (int)weights.Length);
        int offset = HeaderBytes;
        for (int i = 0; i < sections.Length; i++)
        {
            if (sections[i].Length > 0)
            {
                Put32(blob, 80 + (8 * i), offset);
                Put32(blob, 84 + (8 * i), sections[i].Length);
                sections[i].CopyTo(blob, offset);
                offset += Align16(sections[i].Length);
            }
        }

        Seal(blob);
        return blob;
    }

    /// <summary>Gives every stage the size of its input.</summary>
    public void ConnectStages()
    {
        (int height, int width) = (Height, Width);
        foreach (TestStage stage in Stages)
        {
            stage.InHeight = height;
            stage.InWidth = width;
            (height, width) = (stage.OutHeight, stage.OutWidth);
        }
    }

    private void WriteHeader(byte[] blob, TestPlan plan, int weightsBytes)
    {
        "SQNT"u8.CopyTo(blob);
        Put16(blob, 4, 1);
        Put16(blob, 6, HeaderBytes);
        Put32(blob, 8, blob.Length);
        Put16(blob, 16, Width);
        Put16(blob, 18, Height);
        Put16(blob, 20, Crop.Numerator);
        Put16(blob, 22, Crop.Denominator);
        for (int c = 0; c < 3; c++)
        {
            blob[24 + c] = (byte)Padding[c];
        }

        Put16(blob, 28, Head.Used);
        blob[30] = (byte)Stages.Count;
        Put32(blob, 32, plan.ArenaBytes);
        BitConverter.TryWriteBytes(blob.AsSpan(36), ScoreScale);
        Put32(blob, 40, weightsBytes);
        Put32(blob, 44, plan.SkipBytes);
        Encoding.UTF8.GetBytes(Name).CopyTo(blob, 48);
    }

    private byte[] WriteStages(TestPlan plan, MemoryStream weights, MemoryStream parameters)
    {
        byte[] records = new byte[128 * Stages.Count];
        for (int k = 0; k < Stages.Count; k++)
        {
            TestStage stage = Stages[k];
            Span<byte> record = records.AsSpan(128 * k, 128);
            record[0] = (byte)((k == 0 ? 1 : 2) | (stage.PoolKernel > 0 ? 4 : 0) | (k == Stages.Count - 1 ? 8 : 0)
                | (stage.Adds ? 16 : 0) | (stage.Keeps ? 32 : 0));
            record[1] = (byte)stage.PoolKernel;
            record[2] = (byte)stage.PoolStride;
            record[3] = (byte)stage.PoolPad;
            int[] sizes =
            [
                stage.InHeight, stage.InWidth, stage.MidHeight, stage.MidWidth, stage.OutHeight, stage.OutWidth,
                stage.Band,
            ];
            for (int i = 0; i < sizes.Length; i++)
            {
                Put16(record, 4 + (2 * i), sizes[i]);
            }

            Put32(record, 20, plan.InOffset[k]);
            Put32(record, 24, plan.OutOffset[k]);
            Put32(record, 28, plan.ScratchOffset);
            WriteConvolution(record[32..64], stage.A, weights, parameters);
            WriteConvolution(record[64..96], stage.B, weights, parameters);
            WriteConvolution(record[96..128], stage.C, weights, parameters);
        }

        return records;
    }

    private void WriteConvolution(
        Span<byte> record, TestConvolution? c, MemoryStream weights, MemoryStream parameters)
    {
        if (c is null)
        {
            return;
        }

        Put16(record, 0, c.InChannels);
        Put16(record, 2, c.OutChannels);
        Put16(record, 4, c.Used);
        record[6] = (byte)c.KernelHeight;
        record[7] = (byte)c.KernelWidth;
        record[8] = (byte)c.Stride;
        record[9] = (byte)c.Pad;
        record[10] = (byte)c.ZeroIn;
        record[11] = (byte)c.ZeroOut;
        Put32(record, 12, (int)weights.Length);
        Put32(record, 16, (int)parameters.Length);
        weights.Write(c.PackedWeights());
        parameters.Write(c.PackedParams());
    }

    private byte[] WriteClassMap()
    {
        if (HasNoClassMap)
        {
            return [];
        }

        byte[] map = new byte[2 * Head.OutChannels];
        Array.Fill(map, (byte)0xFF);
        for (int i = 0; i < ClassMap.Length; i++)
        {
            Put16(map, 2 * i, ClassMap[i]);
        }

        return map;
    }

    private byte[] WriteLabels()
    {
        byte[][] texts = [.. Labels.Select(Encoding.UTF8.GetBytes)];
        return [.. texts.SelectMany(text => text.Prepend((byte)text.Length))];
    }

    private static int Align16(int size)
    {
        return (size + 15) / 16 * 16;
    }

    private static void Put16(Span<byte> bytes, int at, int value)
    {
        BitConverter.TryWriteBytes(bytes[at..], (ushort)value);
    }

    private static void Put32(Span<byte> bytes, int at, int value)
    {
        BitConverter.TryWriteBytes(bytes[at..], value);
    }
}
