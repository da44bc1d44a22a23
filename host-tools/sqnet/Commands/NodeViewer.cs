using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Asks a node for snapshots, and pairs JPEGs with their descriptions.</summary>
internal sealed class NodeViewer : IAsyncDisposable
{
    private readonly BrokerClient client;
    private readonly NodeAccess access;
    private readonly string node;
    private readonly string topic;
    private SnapshotMeta? meta;
    private byte[]? jpeg;
    private NodeStatus? status;
    private bool isRequestKept;

    private NodeViewer(BrokerClient client, NodeAccess access, string node)
    {
        this.client = client;
        this.node = node;
        this.access = access;
        topic = Topic(access, node);
    }

    /// <summary>Connects to the broker and listens to a node.</summary>
    /// <exception cref="CommandException">The broker cannot be reached.</exception>
    public static async Task<NodeViewer> OpenAsync(NodeAccess access, string node, CancellationToken cancellation)
    {
        BrokerClient client = await BrokerClient.ConnectAsync(
            access.Broker, cancellation, access.Waits ? $"{Topic(access, node)}/snapshot/get" : null);
        NodeViewer viewer = new(client, access, node);
        try
        {
            await viewer.client.SubscribeAsync(
                cancellation, $"{viewer.topic}/status", $"{viewer.topic}/snapshot/meta", $"{viewer.topic}/snapshot");
        }
        catch (Exception)
        {
            await viewer.DisposeAsync();
            throw;
        }

        return viewer;
    }

    /// <summary>Asks for a snapshot and waits for it.</summary>
    /// <exception cref="CommandException">None comes; the message says why, and what helps.</exception>
    public async Task<NodeSnapshot> NextAsync(CancellationToken cancellation)
    {
        meta = null;
        jpeg = null;
        await client.PublishAsync($"{topic}/snapshot/get", cancellation);
        Stopwatch time = Stopwatch.StartNew();
        while (await client.NextAsync(Left(time), cancellation) is BrokerMessage message)
        {
            Take(message);
            if (meta?.Problem is not null || (meta is not null && jpeg is not null && meta.IsOf(jpeg)))
            {
                // Who has shown what it sees has taken the request away itself.
                isRequestKept = isRequestKept && meta.Seq == 0;
                return Answer(meta);
            }

            if (access.Waits && message.Topic == $"{topic}/status")
            {
                await FollowSleepAsync(cancellation);
                time.Restart();
            }
        }

        throw new CommandException(ExitCode.Environment, Silence());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await ForgetRequestAsync(CancellationToken.None);
        }
        catch (CommandException)
        {
            // The broker is gone; the will takes the request away.
        }

        await client.DisposeAsync();
    }

    private static string Topic(NodeAccess access, string node)
    {
        return $"{access.Broker.TopicPrefix}/{node}";
    }

    /// <summary>How long the next message may take; a node that sleeps has all the time there is.</summary>
    private TimeSpan Left(Stopwatch time)
    {
        return access.Waits && status?.Sleeps() == true ? Timeout.InfiniteTimeSpan : access.Timeout - time.Elapsed;
    }

    /// <summary>
    /// Has the broker keep the request for a node that sleeps: it may be awake too shortly for one that is made then.
    /// </summary>
    private async Task FollowSleepAsync(CancellationToken cancellation)
    {
        if (status?.Sleeps() != true)
        {
            return;
        }

        Terminal.Note($"the node '{node}' is {status.Sleep()}; waiting for it");
        if (!isRequestKept)
        {
            isRequestKept = true;
            await client.RetainAsync($"{topic}/snapshot/get", "1", cancellation);
        }
    }

    private async Task ForgetRequestAsync(CancellationToken cancellation)
    {
        if (isRequestKept)
        {
            isRequestKept = false;
            await client.RetainAsync($"{topic}/snapshot/get", string.Empty, cancellation);
        }
    }

    private NodeSnapshot Answer(SnapshotMeta described)
    {
        if (described.Problem is null)
        {
            return Decode(described, jpeg!);
        }

        return described.Seq > 0
            ? new NodeSnapshot(described, [], null)
            : throw new CommandException(
                ExitCode.Environment, $"The node '{node}' answers: {PlainText.Of(described.Problem)}");
    }

    private void Take(BrokerMessage message)
    {
        if (message.Topic == $"{topic}/status")
        {
            status = NodeStatus.Read(node, message.Payload) ?? status;
        }
        else if (message.Topic == $"{topic}/snapshot/meta")
        {
            meta = SnapshotMeta.Read(message.Payload);
        }
        else
        {
            jpeg = message.Payload;
        }
    }

    private NodeSnapshot Decode(SnapshotMeta described, byte[] bytes)
    {
        try
        {
            string name = $"the snapshot of '{node}'";
            return new NodeSnapshot(described, bytes, ImageFile.Read(name, bytes, null));
        }
        catch (ImageFileException e)
        {
            return new NodeSnapshot(described with { Problem = e.Message }, bytes, null);
        }
    }

    /// <summary>Why nothing has come, as far as can be told from here.</summary>
    private string Silence()
    {
        if (meta is not null && jpeg is not null)
        {
            return $"The node '{node}' says that its snapshot has {meta.Bytes} bytes, but {jpeg.Length} came, or "
                + "others: something on the way cuts or changes messages; "
                + "lower snapshotBytes or snapshotQuality of the node.";
        }

        if (status?.Sleeps() == true)
        {
            return $"The node '{node}' is {status.Sleep()}. Ask again with --wait: then it is waited for.";
        }

        return status?.Status switch
        {
            null => $"The broker {client.Name} knows no node '{node}' at {topic}/status. See whether --node and "
                + "--topic-prefix are right; without --node all nodes are listed.",
            "offline" => $"The node '{node}' is offline, says the broker {client.Name}. See whether it has power and "
                + "reaches the network.",
            "camera-failed" or "model-failed" => $"The node '{node}' has no frame to show: {status.Status}, "
                + $"{status.Reason}",
            _ when !status.HasSnapshots => $"The node '{node}' does not show what it sees: set snapshots to on-request "
                + "in its settings. (Firmware that is older than snapshots cannot.)",
            _ => $"The node '{node}' is {status.Status}, but has not answered in {access.Timeout.TotalSeconds:0} s. "
                + "The broker may let it not read "
                + $"{topic}/snapshot/get; with a slow camera try --timeout-seconds.",
        };
    }
}
