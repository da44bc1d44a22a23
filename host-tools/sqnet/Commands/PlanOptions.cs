using System;
using System.CommandLine;
using System.IO;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Options that say what a plan may take and where it will run.</summary>
internal sealed class PlanOptions
{
    private const string Window = "window";

    private readonly Option<string?> ram = new("--ram")
    {
        Description = "Bytes of RAM that the engine may take: 128K, 100000, 1M. Default: as few as possible.",
    };

    private readonly Option<string> board = new("--board")
    {
        Description = $"Board to plan for: {string.Join(", ", Boards.Names)}, or a profile of your own (.json).",
        DefaultValueFactory = _ => Boards.Default.Name,
    };

    private readonly Option<string> weights = new("--weights")
    {
        Description = "Where the weights will be: 'flash', read in place, 'psram', copied at boot, or 'window', decoded in each "
            + "run if they are packed: the smallest plan for that. Default: flash; for build --packed psram.",
        DefaultValueFactory = _ => "flash",
    };

    private readonly Option<string?> arena = new("--arena")
    {
        Description = "Where the RAM will be: 'internal' (default, and what times are estimated for) or 'psram', large and slower.",
    };

    /// <summary>Adds the options to a command.</summary>
    public PlanOptions(Command command)
    {
        weights.AcceptOnlyFromAmong("flash", "psram", Window);
        arena.AcceptOnlyFromAmong("internal", "psram");
        ram.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is string text && ByteSize.Parse(text) is null)
            {
                result.AddError($"--ram takes a size such as 128K, 100000 or 1M, not '{text}'.");
            }
        });
        command.Options.Add(ram);
        command.Options.Add(board);
        command.Options.Add(weights);
        command.Options.Add(arena);
    }

    /// <summary>What to plan for a model.</summary>
    /// <param name="packed">Whether its weights will be packed, and so be in PSRAM where nothing else is said.</param>
    public PlanRequest Request(ParseResult arguments, SqueezeNetModel model, bool packed = false)
    {
        RequireNoWindow(arguments);
        PlanRequest request = Request(arguments) with
        {
            Stages = StageShape.Cut(model),
            BlobBytes = BlobPlan.EstimateBytes(model),
        };
        bool free = arguments.GetResult(weights) is null or { Implicit: true };
        return packed && free && request.Board.PsramBytes > 0 ? request with { Memory = WeightsMemory.Psram } : request;
    }

    /// <summary>What to plan for a blob.</summary>
    public PlanRequest Request(ParseResult arguments, Blob blob)
    {
        PlanRequest request = Request(arguments) with
        {
            Stages = StageShape.Of(blob),
            BlobBytes = blob.Header.TotalBytes,
            Decode = DecodeCounts.Of(blob),
        };
        if (request.Decode is not null)
        {
            bool isWindow = arguments.GetValue(weights) == Window;
            bool hasPsram = request.Board.PsramBytes > 0 && !isWindow;
            request = request with { Memory = hasPsram ? WeightsMemory.Psram : WeightsMemory.Window, PlansWindow = isWindow };
        }
        else
        {
            RequireNoWindow(arguments);
        }

        return arguments.GetValue(arena) is null ? request with { Arena = blob.Header.ArenaMemory } : request;
    }

    /// <summary>A build stops before it begins if no plan fits the budget.</summary>
    /// <exception cref="CommandException">None does.</exception>
    public static void RequireBudget(PlanRequest request, PlanReport plan)
    {
        if (plan.PeakArenaBytes > request.Budget)
        {
            throw new CommandException(ExitCode.Negative, plan.Problems[0]);
        }
    }

    private void RequireNoWindow(ParseResult arguments)
    {
        if (arguments.GetValue(weights) == Window)
        {
            throw new CommandException(ExitCode.Usage, "--weights window takes a blob with packed weights: sqnet pack BLOB -o PACKED");
        }
    }

    private PlanRequest Request(ParseResult arguments)
    {
        string? budget = arguments.GetValue(ram);
        Board target = ReadBoard(arguments.GetRequiredValue(board));
        bool isPsram = arguments.GetValue(weights) == "psram";
        if (isPsram && target.PsramBytes == 0)
        {
            throw new CommandException(ExitCode.Usage, $"--weights psram: {target.Name} has no PSRAM. Leave it out.");
        }

        bool isArenaInPsram = arguments.GetValue(arena) == "psram";
        if (isArenaInPsram && target.PsramBytes == 0)
        {
            throw new CommandException(ExitCode.Usage, $"--arena psram: {target.Name} has no PSRAM. Leave it out.");
        }

        return new PlanRequest(
            [],
            target,
            isPsram ? WeightsMemory.Psram : WeightsMemory.Flash,
            budget is null ? null : ByteSize.Parse(budget),
            0)
        {
            Arena = isArenaInPsram ? ArenaMemory.External : ArenaMemory.Internal,
        };
    }

    private static Board ReadBoard(string name)
    {
        if (!name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            try
            {
                return Boards.Load(name);
            }
            catch (PlanningException e)
            {
                throw new CommandException(ExitCode.Usage, $"--board: {e.Message}, or a profile of your own (.json).");
            }
        }

        try
        {
            return Board.Parse(File.ReadAllText(name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or PlanningException)
        {
            throw new CommandException(ExitCode.BadInput, $"{name}: {e.Message}");
        }
    }
}
