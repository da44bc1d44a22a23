using System;
using System.Collections.Generic;
using CameraNode;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes.Fakes;

/// <summary>A board of 240 MHz whose figures follow from what was asked, and which lacks what a test says.</summary>
internal sealed class FakeMeter : IBoardMeter
{
    private int cores;
    private int repetitions;

    /// <summary>How many cores the board has.</summary>
    public int MostCores { get; set; } = 2;

    /// <summary>Bytes of PSRAM that are free in one block.</summary>
    public int External { get; set; } = 4 << 20;

    /// <summary>What fails: the name of a method, with the memory or thread if it has one.</summary>
    public HashSet<string> Broken { get; } = [];

    /// <summary>All that was asked, in order.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Is called at every question.</summary>
    public Action<string>? OnAsked { get; set; }

    public int CyclesInMicrosecond() => Answer("clock", 240);

    public int FreeBytes(BoardMemory memory) =>
        Answer($"free {memory}", memory == BoardMemory.Internal ? 150_000 : External);

    public int LargestBlock(BoardMemory memory) =>
        Answer($"largest {memory}", memory == BoardMemory.Internal ? 120_000 : External);

    public int LeastFreeBytes(BoardMemory memory) =>
        Answer($"least {memory}", memory == BoardMemory.Internal ? 90_000 : External / 2);

    public int StackLeft(BoardThread thread) => Answer($"stack {thread}", 1000 + (int)thread);

    /// <summary>Each time faster, and the least is wanted.</summary>
    public int ReadCycles(BoardMemory memory, int kilobytes) =>
        memory == BoardMemory.External && External == 0
            ? throw new ModelException(ErrorCode.Memory, "No such block.")
            : Answer($"read {memory}", (memory == BoardMemory.Internal ? 300_000 : 4_600_000) - repetitions++);

    public int ReadCycles(Network model, int kilobytes) => Answer("read model", 8_200_000);

    public void CountCycles(Network model) => Answer("count", 0);

    public void LimitCores(Network model, int most) => cores = Math.Min(Answer($"limit {most}", most), MostCores);

    public int Cores(Network model) => cores;

    public int StageTicks(Network model, int stage) => Answer("ticks", ((stage + 1) * 24_000 / cores) - repetitions++);

    private int Answer(string question, int answer)
    {
        Asked.Add(question);
        OnAsked?.Invoke(question);
        return Broken.Contains(question)
            ? throw new ModelException(ErrorCode.Unsupported, $"There is no {question}.")
            : answer;
    }
}
