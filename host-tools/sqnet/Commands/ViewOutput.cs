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
    private const int WidestColumns = 100;
    private const int SixelPixels = 480;
    private const string HomeAndClear = "\u001b[H\u001b[J";

    private readonly ViewOptions options;
    private readonly string node;
    private readonly SnapshotFolder? folder;
    private readonly bool isTerminal;
    private readonly bool isSixel;

    /// <summary>Prepares for the snapshots of a node.</summary>
    public ViewOutput(ViewOptions options, string node)
    {
        this.options = options;
        this.node = node;
        folder = options.Folder is null ? null : new SnapshotFolder(options.Folder, node);
        isTerminal = !options.Json && !Console.IsOutputRedirected && Terminal.Results.Profile.Capabilities.Ansi;
        isSixel = isTerminal && SixelTerminal.Answers();
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
                $"the broker keeps no status at {options.Settings.TopicPrefix}/+/status; see whether --topic-prefix is "
                + "right. RabbitMQ tells kept messages by their exact topic only: give --node there");
            return;
        }

        Table table = Terminal.Table("node", "status", "model", "address");
        foreach (NodeStatus status in nodes)
        {
            string text = status.Reason.Length > 0 ? $"{status.Status}: {status.Reason}" : status.Status;
            table.AddRow(
                new[] { status.Node, text, status.Model, status.Address }.Select(Markup.Escape).ToArray());
        }

        Terminal.Results.Write(table);
    }

    /// <summary>Shows and saves a snapshot.</summary>
    public void Show(NodeSnapshot snapshot)
    {
        string? file = folder?.Save(snapshot);
        if (snapshot.Meta.Problem is string problem)
        {
            Terminal.Warn($"no snapshot of frame {snapshot.Meta.Seq}: {problem}");
        }

        if (options.Json)
        {
            Json.WriteLine(SnapshotFolder.Entry(snapshot.Meta, node, file));
            return;
        }

        if (isTerminal && snapshot.Image is RgbImage image)
        {
            Console.Out.Write((options.Once ? string.Empty : HomeAndClear) + Draw(image));
        }

        if (snapshot.Image is not null)
        {
            Console.Out.WriteLine(Line(snapshot) + (file is null ? string.Empty : $"  {file}"));
        }
    }

    private string Draw(RgbImage image)
    {
        // Below the image there is a line of text, and the cursor's.
        int columns = Math.Min(Console.WindowWidth, WidestColumns);
        int rows = Math.Max(1, Console.WindowHeight - 3);
        return isSixel
            ? TerminalImage.Sixel(image, SixelPixels, SixelPixels)
            : TerminalImage.HalfBlocks(image, columns, rows);
    }

    private static string Line(NodeSnapshot snapshot)
    {
        SnapshotMeta meta = snapshot.Meta;
        string name = meta.Index < 0 ? "nothing recognised"
            : string.IsNullOrEmpty(meta.Label) ? $"class {meta.Index}" : meta.Label;
        string region = meta.Region is null ? string.Empty : $" in {meta.Region}";
        string time = meta.Utc ?? $"{meta.At / 1000.0:0.0} s after its start";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"frame {meta.Seq}  {name}{region}  {100 * meta.Probability:0.0} %  {meta.Width}x{meta.Height}  "
            + $"{snapshot.Jpeg.Length} bytes  {time}");
    }
}
