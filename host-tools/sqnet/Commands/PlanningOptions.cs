using System;
using System.CommandLine;
using System.IO;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Options that say what a plan may take and where it will run.</summary>
internal sealed class PlanningOptions
{
    private readonly Option<string?> ram = new Option<string?>("--ram")
    {
        Description = "Bytes of RAM that the engine may take: 128K, 100000, 1M. Default: as few as possible.",
    }.As(PathRole.Text);

    private readonly Option<string> board = new Option<string>("--board")
    {
        Description = $"Board to plan for: {string.Join(", ", Boards.Names)}, or a profile of your own (.json); "
            + "'sqnet boards' lists their memory.",
        DefaultValueFactory = _ => Boards.Default.Name,
    }.As(PathRole.WordOrInput, [.. Boards.Names]);

    private readonly Option<string> weights = new Option<string>("--weights")
    {
        Description = "Where the weights will be: 'flash', read in place, 'psram', copied at boot, or 'window', "
            + "decoded in each run if they are packed: the smallest plan for that. Default: flash; "
            + "for build --packed psram.",
        DefaultValueFactory = _ => "flash",
    }.As(PathRole.Text);

    private readonly Option<string?> arena = new Option<string?>("--arena")
    {
        Description = "Where the RAM will be: 'internal' (default, and what times are estimated for) or 'psram', large "
            + "and slower.",
    }.As(PathRole.Text);

    /// <summary>Adds the options to a command.</summary>
    public PlanningOptions(Command command)
    {
        weights.AcceptOnlyFromAmong("flash", "psram", "window");
        arena.AcceptOnlyFromAmong("internal", "psram");
        ram.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is string text && ByteSize.Parse(text) is null)
            {
                result.AddError($"--ram takes a size such as 128K, 100000 or 1M, not '{text}'.");
            }
        });
        board.HelpName = "board";
        board.CompletionSources.Add([.. Boards.Names]);
        command.AddAll(ram, board, weights, arena);
    }

    /// <summary>Whether the user named a board, and so wants to know whether it fits there.</summary>
    public bool NamesBoard(ParseResult parsed)
    {
        return parsed.GetResult(board) is { Implicit: false };
    }

    /// <summary>What is asked for.</summary>
    /// <param name="fit">The board that another option names; null for that of --board.</param>
    /// <exception cref="CommandException">The board is unknown, or has no such memory.</exception>
    public BoardTarget Read(ParseResult parsed, string? fit = null)
    {
        BoardTarget target = new()
        {
            Board = fit is null ? ReadBoard(board.Name, parsed.GetRequiredValue(board)) : ReadBoard("--fit", fit),
            RamBytes = parsed.GetValue(ram) is string budget ? ByteSize.Parse(budget) : null,
            Weights = parsed.GetResult(weights) is null or { Implicit: true } ? null : parsed.GetValue(weights) switch
            {
                "psram" => WeightsMemory.Psram,
                "window" => WeightsMemory.Window,
                _ => WeightsMemory.Flash,
            },
            Arena = parsed.GetValue(arena) switch
            {
                "psram" => ArenaMemory.External,
                "internal" => ArenaMemory.Internal,
                _ => null,
            },
        };
        RequirePsram(target.Board, "--weights psram", target.Weights == WeightsMemory.Psram);
        RequirePsram(target.Board, "--arena psram", target.Arena == ArenaMemory.External);
        return target;
    }

    /// <summary>Fails if a window is asked for where weights are not packed.</summary>
    /// <exception cref="CommandException">It is.</exception>
    public static void RequireNoWindow(BoardTarget target)
    {
        if (target.Weights == WeightsMemory.Window)
        {
            throw new CommandException(
                ExitCode.Usage, "--weights window takes a blob with packed weights: sqnet pack BLOB -o PACKED");
        }
    }

    private static void RequirePsram(Board board, string option, bool isAsked)
    {
        if (isAsked && board.PsramBytes == 0)
        {
            throw new CommandException(ExitCode.Usage, $"{option}: {board.Name} has no PSRAM. Leave it out.");
        }
    }

    /// <summary>A board by its name, or from a profile.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static Board ReadBoard(string option, string name)
    {
        if (!name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            try
            {
                return Boards.Load(name);
            }
            catch (PlanningException e)
            {
                throw new CommandException(ExitCode.Usage, $"{option}: {e.Message}, or a profile of your own (.json).");
            }
        }

        try
        {
            return Board.Parse(File.ReadAllText(name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or PlanningException)
        {
            string problem = e is FileNotFoundException or DirectoryNotFoundException ? "no such file." : e.Message;
            throw new CommandException(ExitCode.BadInput, $"{name}: {problem}", name);
        }
    }
}
