using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Boards on the terminal and as JSON.</summary>
internal static class BoardsOutput
{
    public static void Write(IReadOnlyList<Board> boards, bool json)
    {
        if (json)
        {
            Json.Write(boards.Select(ToJson));
            return;
        }

        Table table = Terminal.Table("board", "flash", "slot", "second", "PSRAM", "of it", "arena");
        foreach (Board board in boards)
        {
            table.AddRow(
                Markup.Escape(board.Name),
                Megabytes(board.FlashBytes),
                Text($"{board.FlashSlotBytes}"),
                Text($"{board.FlashSecondSlotBytes}"),
                board.PsramBytes == 0 ? "none" : Megabytes(board.PsramBytes),
                Text($"{board.ModelPsramBytes}"),
                Text($"{board.SramBytes}"));
        }

        Terminal.Results.Write(table);
        Terminal.Results.WriteLine(
            "slot, second: flash partitions for models; of it: PSRAM that a model may take;\n"
            + "arena: internal RAM, at most; in bytes. A profile of your own: --board FILE.json");
    }

    private static object ToJson(Board board)
    {
        return new
        {
            board.Name,
            board.Title,
            board.Module,
            board.FlashBytes,
            board.FlashMode,
            board.FlashMhz,
            board.FlashSlotBytes,
            board.FlashSecondSlotBytes,
            board.PsramBytes,
            board.PsramMode,
            board.PsramMhz,
            PsramModelBytes = board.ModelPsramBytes,
            board.SramBytes,
        };
    }

    private static string Megabytes(long bytes)
    {
        return Text($"{bytes >> 20} MB");
    }

    private static string Text(FormattableString text)
    {
        return text.ToString(CultureInfo.InvariantCulture);
    }
}
