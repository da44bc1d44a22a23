using System;
using System.Globalization;
using System.Linq;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Shows snapshots, and saves them.</summary>
internal sealed class ViewOutput
{
    // More only make the way to the terminal longer.
    private const int MostSixelPixels = 960;

    // Below the image there is a line of text, which may need a second one, and the cursor's.
    private const int RowsBelow = 3;
    private const string HomeAndClear = "\u001b[H\u001b[J";

    private readonly ViewOptions options;
    private readonly string node;
    private readonly SnapshotFolder? folder;
    private readonly bool isTerminal;
    private readonly SixelTerminal? sixel;

    /// <summary>Prepares for the snapshots of a node.</summary>
    public ViewOutput(ViewOptions options, string node)
    {
        this.options = options;
        this.node = node;
        folder = options.Folder is null ? null : new SnapshotFolder(options.Folder, node);
        isTerminal = !options.Json && !Console.IsOutputRedirected && Terminal.Results.Profile.Capabilities.Ansi;
        sixel = isTerminal ? SixelTerminal.Ask() : null;
    }

    /// <summary>Writes the nodes that there are.</summary>
    public static void Write(NodeStatus[] nodes, ViewOptions options)
    {
        if (options.Json)
        {
            Json.Write(new { Nodes = nodes });
            return;
        }

        if (nodes.Length == 0)
        {
            Terminal.Note(
                $"the broker keeps no status at {options.Access.Broker.TopicPrefix}/+/status; see whether "
                + "--topic-prefix is right. RabbitMQ tells kept messages by their exact topic only: give --node there");
            return;
        }

        Table table = Terminal.Table("node", "status", "model", "address");
        foreach (NodeStatus status in nodes)
        {
            string text = status.Reason.Length > 0 ? $"{status.Status}: {status.Reason}" : status.Status;
            text += status.WakeAfter is int seconds ? $", wakes in about {seconds} s" : string.Empty;
            table.AddRow(
                new[] { status.Node, text, status.Model, status.Address }
                    .Select(cell => Markup.Escape(PlainText.Of(cell))).ToArray());
        }

        Terminal.Results.Write(table);
    }

    /// <summary>Shows and saves a snapshot.</summary>
    public void Show(NodeSnapshot snapshot)
    {
        string? file = folder?.Save(snapshot);
        if (snapshot.Meta.Problem is string problem)
        {
            Terminal.Warn($"no snapshot of frame {snapshot.Meta.Seq}: {PlainText.Of(problem)}");
        }

        if (options.Json)
        {
            Json.WriteLine(SnapshotFolder.Entry(snapshot.Meta, node, file));
            return;
        }

        if (isTerminal && snapshot.Image is RgbImage image)
        {
            Console.Out.Write((options.Once ? string.Empty : HomeAndClear) + Draw(image, snapshot.Meta));
        }

        if (snapshot.Image is not null)
        {
            Console.Out.WriteLine(PlainText.Of(Line(snapshot)) + (file is null ? string.Empty : $"  {file}"));
        }
    }

    /// <summary>As the network has it: turned, what it looks at in a frame; as large as the terminal is now.</summary>
    private string Draw(RgbImage image, SnapshotMeta meta)
    {
        RgbImage upright = image.Turn(meta.Rotate);
        ImageMark[] marks = [.. SeenMarks.Of(meta).Select(mark => mark.Turn(meta.Rotate))];
        int columns = Math.Max(1, Console.WindowWidth);
        int rows = Math.Max(1, Console.WindowHeight - RowsBelow);
        return sixel is null
            ? TerminalImage.HalfBlocks(upright, marks, columns, rows)
            : TerminalImage.Sixel(
                upright, marks, Math.Min(columns * sixel.CellWidth, MostSixelPixels),
                Math.Min(rows * sixel.CellHeight, MostSixelPixels));
    }

    private static string Line(NodeSnapshot snapshot)
    {
        SnapshotMeta meta = snapshot.Meta;
        string name = Name(meta.Index, meta.Label);
        string region = meta.Region is null ? string.Empty : $" in {meta.Region}";
        string time = meta.Utc ?? $"{meta.At / 1000.0:0.0} s after its start";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"frame {meta.Seq}  {name}{region}  {100 * meta.Probability:0.0} %  "
            + $"{meta.Width}x{meta.Height}{View(meta)}  {snapshot.Jpeg.Length} bytes  {time}{Others(meta)}");
    }

    /// <summary>What the other regions showed last.</summary>
    private static string Others(SnapshotMeta meta)
    {
        return string.Concat((meta.Regions ?? [])
            .Where(other => other.Region != meta.Region)
            .Select(other => $"  {other.Region}: {Name(other.Index, other.Label)}"));
    }

    private static string Name(int? index, string? label)
    {
        return index switch
        {
            null => "not looked at yet",
            < 0 => "nothing recognised",
            _ => string.IsNullOrEmpty(label) ? $"class {index}" : label,
        };
    }

    /// <summary>What the network saw, where that is not all of the frame as it is.</summary>
    private static string View(SnapshotMeta meta)
    {
        SeenRectangle whole = new(0, 0, meta.Width, meta.Height);
        string part = meta.Seen is SeenRectangle rectangle && rectangle != whole
            ? $" (seen {rectangle.Width}x{rectangle.Height} at {rectangle.Left},{rectangle.Top})" : string.Empty;
        return meta.Rotate == 0 ? part : $"{part} turned by {meta.Rotate}";
    }
}
