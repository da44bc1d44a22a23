using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Host.Packing;

/// <summary>Writes a quantized network as a blob (SPEC 5).</summary>
public sealed class BlobWriter
{
    private const int Alignment = 16;

    private static readonly uint[] goldenSeeds = [1, 2];

    private readonly QuantizedNetwork network;
    private readonly ArenaPlan plan;
    private readonly IReadOnlyList<StageShape> shapes;
    private readonly MemoryStream weights = new();
    private readonly MemoryStream parameters = new();
    private readonly MemoryStream stages = new();
    private int[] headOrder = [];

    private BlobWriter(QuantizedNetwork network, IReadOnlyList<StageShape> shapes, ArenaPlan plan)
    {
        this.network = network;
        this.shapes = shapes;
        this.plan = plan;
    }

    /// <summary>Packs, opens the result again with the saturation proof, and adds golden vectors.</summary>
    /// <returns>The blob.</returns>
    /// <exception cref="ModelException">The network breaks a limit of the format.</exception>
    public static byte[] Write(QuantizedNetwork network, BlobMeta meta)
    {
        IReadOnlyList<StageShape> shapes = StageShape.Cut(network.Model);
        return Write(network, Planner.Plan(shapes), meta);
    }

    /// <summary>Packs with a plan.</summary>
    public static byte[] Write(QuantizedNetwork network, ArenaPlan plan, BlobMeta meta)
    {
        BlobWriter writer = new(network, StageShape.Cut(network.Model), plan);
        writer.WriteStages();
        byte[] text = Encoding.UTF8.GetBytes(meta.ToString());
        byte[] first = writer.Assemble([], text);
        Blob blob = Blob.Open(first, OpenChecks.Crc | OpenChecks.Proof);
        byte[] golden = goldenSeeds.AsParallel().AsOrdered()
            .SelectMany(seed => Golden(seed, new ReferenceNetwork(blob).Run(new GoldenSource(seed)))).ToArray();
        return writer.Assemble(golden, text);
    }

    private static byte[] Golden(uint seed, int[] scores)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        int best = Ranking.Best(scores);
        writer.Write(seed);
        writer.Write(Crc32.OfScores(scores));
        writer.Write(best);
        writer.Write(scores[best]);
        return stream.ToArray();
    }

    private void WriteStages()
    {
        using BinaryWriter writer = new(stages, Encoding.UTF8, leaveOpen: true);
        int[] inputs = [0, 1, 2];
        int[] before = [];
        for (int k = 0; k < shapes.Count; k++)
        {
            QuantizedFire? fire = k == 0 ? null : network.Fires[k - 1];
            StoredConvolution a = StoredConvolution.Of(fire?.Expand1x1 ?? network.Conv1, inputs);
            StoredConvolution? b = fire is null ? null : StoredConvolution.Of(fire.Expand3x3, inputs);
            int[] mid = Concatenate(a, b);
            if (shapes[k].Adds && !mid.SequenceEqual(before))
            {
                throw new InvalidOperationException(
                    $"Stage {k}: both ends of a bypass must store their channels alike.");
            }

            before = mid;
            StoredConvolution c =
                StoredConvolution.Of(k < network.Fires.Count ? network.Fires[k].Squeeze : network.Conv10, mid);
            WriteStage(writer, shapes[k], plan.Stages[k]);
            WriteConvolution(writer, a);
            WriteConvolution(writer, b);
            WriteConvolution(writer, c);
            inputs = c.Order;
        }

        headOrder = inputs;
    }

    /// <summary>Channels of mid in stored order: A's, then B's, which follow A's in the model too.</summary>
    private static int[] Concatenate(StoredConvolution a, StoredConvolution? b)
    {
        int offset = a.Source.Shape.OutChannels;
        return b is null ? a.Order : [.. a.Order, .. b.Order.Select(o => o < 0 ? -1 : o + offset)];
    }

    private static void WriteStage(BinaryWriter writer, StageShape shape, StagePlan plan)
    {
        int flags = (shape.IsImage ? StageRecord.FlagImage : StageRecord.FlagB)
            | (shape.Pool is null ? 0 : StageRecord.FlagPool)
            | (shape.IsHead ? StageRecord.FlagHead : 0)
            | (shape.Adds ? StageRecord.FlagAdd : 0)
            | (shape.Keeps ? StageRecord.FlagKeep : 0);
        writer.Write((byte)flags);
        writer.Write((byte)(shape.Pool?.Kernel ?? 0));
        writer.Write((byte)(shape.Pool?.Stride ?? 0));
        writer.Write((byte)(shape.Pool?.Pad ?? 0));
        int[] sizes =
        [
            shape.InHeight, shape.InWidth, shape.MidHeight, shape.MidWidth, shape.OutHeight, shape.OutWidth,
            plan.Band, 0,
        ];
        Array.ForEach(sizes, size => writer.Write((ushort)size));
        writer.Write(plan.InOffset);
        writer.Write(plan.OutOffset);
        writer.Write(plan.ScratchOffset);
    }

    private void WriteConvolution(BinaryWriter writer, StoredConvolution? stored)
    {
        byte[] record = new byte[ConvolutionRecord.Bytes];
        if (stored is not null)
        {
            using BinaryWriter fields = new(new MemoryStream(record));
            Convolution shape = stored.Source.Shape;
            fields.Write((ushort)stored.InChannels);
            fields.Write((ushort)stored.OutChannels);
            fields.Write((ushort)shape.OutChannels);
            fields.Write((byte)shape.KernelHeight);
            fields.Write((byte)shape.KernelWidth);
            fields.Write((byte)shape.Stride);
            fields.Write((byte)shape.Pad);
            fields.Write((sbyte)stored.Source.ZeroIn);
            fields.Write((sbyte)stored.Source.ZeroOut);
            fields.Write((int)weights.Position);
            fields.Write((int)parameters.Position);
            weights.Write(stored.Weights);
            parameters.Write(GroupParams.Of(stored));
        }

        writer.Write(record);
    }

    private byte[] Assemble(byte[] golden, byte[] meta)
    {
        byte[][] sections =
            [stages.ToArray(), parameters.ToArray(), weights.ToArray(), ClassMap(), Labels(), golden, meta, []];
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        stream.SetLength(BlobHeader.Bytes);
        stream.Position = BlobHeader.Bytes;
        (int Offset, int Bytes)[] table = new (int, int)[sections.Length];
        for (int i = 0; i < sections.Length; i++)
        {
            if (sections[i].Length > 0)
            {
                table[i] = ((int)stream.Position, sections[i].Length);
                writer.Write(sections[i]);
                writer.Write(new byte[(Alignment - (sections[i].Length % Alignment)) % Alignment]);
            }
        }

        stream.Position = 0;
        WriteHeader(writer, (int)stream.Length, table);
        byte[] blob = stream.ToArray();
        BitConverter.TryWriteBytes(blob.AsSpan(BlobHeader.CrcAt), Blob.ComputeCrc(blob, blob.Length));
        return blob;
    }

    private void WriteHeader(BinaryWriter writer, int bytes, (int Offset, int Bytes)[] table)
    {
        InputSpec input = network.Model.Input;
        (int numerator, int denominator) = Resampler.Crop(input);
        writer.Write("SQNT"u8);
        writer.Write((ushort)BlobHeader.Version);
        writer.Write((ushort)BlobHeader.Bytes);
        writer.Write(bytes);
        writer.Write(0);
        writer.Write((ushort)input.Width);
        writer.Write((ushort)input.Height);
        writer.Write((ushort)numerator);
        writer.Write((ushort)denominator);
        Array.ForEach(network.Padding, writer.Write);
        writer.Write((byte)0);
        writer.Write((ushort)network.Model.Classes);
        writer.Write((byte)shapes.Count);
        writer.Write((byte)plan.Memory);
        writer.Write(plan.ArenaBytes);
        writer.Write(network.ScoreScale);
        writer.Write((int)weights.Length);
        writer.Write(plan.SkipBytes);
        byte[] name = new byte[32];
        Encoding.UTF8.GetBytes(network.Model.Name, name.AsSpan(0, 31));
        writer.Write(name);
        foreach ((int offset, int length) in table)
        {
            writer.Write(offset);
            writer.Write(length);
        }
    }

    private byte[] ClassMap()
    {
        return headOrder.SelectMany(o => BitConverter.GetBytes((ushort)o)).ToArray();
    }

    private byte[] Labels()
    {
        return network.Model.Labels.SelectMany(LabelBytes).ToArray();
    }

    /// <summary>Length, then UTF-8, cut to 255 bytes between characters.</summary>
    private static byte[] LabelBytes(string label)
    {
        byte[] text = new byte[255];
        Encoding.UTF8.GetEncoder().Convert(label, text, true, out _, out int used, out _);
        return [(byte)used, .. text.AsSpan(0, used)];
    }
}
