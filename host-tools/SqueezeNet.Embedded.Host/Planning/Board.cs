using System;
using System.Collections.Generic;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>What a board has and how fast it is; read from host-tools/boards/*.json.</summary>
public sealed record Board
{
    private static readonly JsonSerializerOptions options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    private static readonly JsonSerializerOptions written = new(options)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Short name, as --board takes it.</summary>
    public required string Name { get; init; }

    /// <summary>For people.</summary>
    public required string Title { get; init; }

    /// <summary>Module or chip with its memory; null if the profile does not say.</summary>
    public string? Module { get; init; }

    /// <summary>Clock of a core in MHz.</summary>
    public required double CpuMhz { get; init; }

    /// <summary>Internal memory that an arena may take.</summary>
    public required int SramBytes { get; init; }

    /// <summary>External memory, 0 if there is none.</summary>
    public required int PsramBytes { get; init; }

    /// <summary>How wide the bus of the external memory is: "octal", "quad" or "none"; null if not said.</summary>
    public string? PsramMode { get; init; }

    /// <summary>Clock of the external memory in MHz that the times are for; 0 if there is none or not said.</summary>
    public double PsramMhz { get; init; }

    /// <summary>
    /// External memory that a model may take; null for all of it. The managed heap and the camera's frames have the
    /// rest.
    /// </summary>
    public int? PsramModelBytes { get; init; }

    /// <summary>Sequential reads through the cache, in 10^6 bytes a second; 0 without PSRAM.</summary>
    public required double PsramMbPerS { get; init; }

    /// <summary>The whole flash; 0 if not said.</summary>
    public long FlashBytes { get; init; }

    /// <summary>How flash is read, "qio" or "dio", that the times are for; null if not said.</summary>
    public string? FlashMode { get; init; }

    /// <summary>Clock of the flash in MHz that the times are for; 0 if not said.</summary>
    public double FlashMhz { get; init; }

    /// <summary>Flash that one blob may take: the partition "model".</summary>
    public required int FlashSlotBytes { get; init; }

    /// <summary>Flash for a second blob: the partition "model2"; 0 if there is none or not said.</summary>
    public int FlashSecondSlotBytes { get; init; }

    /// <summary>Pin of the light that a node blinks with; null if there is none or not said.</summary>
    public int? LedPin { get; init; }

    /// <summary>Whether it shines when its pin is low.</summary>
    public bool LedActiveLow { get; init; }

    /// <summary>Sequential reads of memory-mapped flash through the cache, in 10^6 bytes a second.</summary>
    public required double FlashMbPerS { get; init; }

    /// <summary>Data cache in front of flash and PSRAM.</summary>
    public required int CacheBytes { get; init; }

    /// <summary>Whether weights are read while the core computes, so that the slower of both counts.</summary>
    public required bool Overlap { get; init; }

    /// <summary>Rates of the inner loops.</summary>
    public required BoardKernels Kernels { get; init; }

    /// <summary>SRAM bytes that max pooling reads per cycle.</summary>
    public required double PoolBytesPerCycle { get; init; }

    /// <summary>Where the numbers come from: measured, documented or estimated.</summary>
    public required IReadOnlyDictionary<string, string> Source { get; init; }

    /// <summary>External memory for weights, an arena and bypasses.</summary>
    [JsonIgnore]
    public int ModelPsramBytes => Math.Min(PsramModelBytes ?? PsramBytes, PsramBytes);

    /// <summary>Reads and checks a profile.</summary>
    /// <exception cref="PlanningException">It is no profile, or a number is impossible.</exception>
    public static Board Parse(string json)
    {
        Board board;
        try
        {
            board = JsonSerializer.Deserialize<Board>(json, options)
                ?? throw new PlanningException("the board profile is empty");
        }
        catch (JsonException e)
        {
            throw new PlanningException($"not a board profile: {e.Message}");
        }

        board.Check();
        return board;
    }

    /// <summary>The profile as a file has it.</summary>
    public string ToJson()
    {
        return JsonSerializer.Serialize(this, written) + "\n";
    }

    /// <summary>Reading speed of a memory, in 10^6 bytes a second.</summary>
    public double MbPerS(WeightsMemory memory)
    {
        return memory switch
        {
            WeightsMemory.Psram => PsramMbPerS,
            WeightsMemory.Window => double.PositiveInfinity,
            _ => FlashMbPerS,
        };
    }

    private void Check()
    {
        Require(!string.IsNullOrWhiteSpace(Name), "name is empty");
        Require(IsPositive(CpuMhz), "cpu_mhz must be positive");
        Require(SramBytes > 0, "sram_bytes must be positive");
        Require(PsramBytes >= 0, "psram_bytes must not be negative");
        Require(PsramBytes == 0 || IsPositive(PsramMbPerS), "psram_mb_per_s must be positive where there is PSRAM");
        Require(PsramModelBytes is null or >= 0, "psram_model_bytes must not be negative");
        Require(!(PsramModelBytes > PsramBytes), "psram_model_bytes must not exceed psram_bytes");
        Require(PsramMhz >= 0 && FlashMhz >= 0, "psram_mhz and flash_mhz must not be negative");
        Require(FlashSlotBytes > 0, "flash_slot_bytes must be positive");
        Require(FlashSecondSlotBytes >= 0, "flash_second_slot_bytes must not be negative");
        Require(
            FlashBytes == 0 || (long)FlashSlotBytes + FlashSecondSlotBytes <= FlashBytes,
            "flash_bytes must hold both slots");
        Require(IsPositive(FlashMbPerS), "flash_mb_per_s must be positive");
        Require(CacheBytes >= 0, "cache_bytes must not be negative");
        Require(IsPositive(PoolBytesPerCycle), "pool_bytes_per_cycle must be positive");
        foreach (KernelRate rate in Kernels.All)
        {
            Require(IsPositive(rate.MacsPerCycle), "macs_per_cycle must be positive");
            Require(rate.CyclesPerOutputGroup >= 0, "cycles_per_output_group must not be negative");
            Require(rate.CyclesPerCall >= 0, "cycles_per_call must not be negative");
        }
    }

    private static bool IsPositive(double value)
    {
        return double.IsFinite(value) && value > 0;
    }

    private static void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw new PlanningException($"impossible board profile: {what}");
        }
    }
}
