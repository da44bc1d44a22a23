using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using CameraNode;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Asks a node for snapshots, and pairs JPEGs with their descriptions.</summary>
internal sealed class NodeViewer : IAsyncDisposable
{
    private readonly BrokerClient client;
    private readonly TimeSpan timeout;
    private readonly string node;
    private readonly string topic;
    private SnapshotMeta? meta;
    private byte[]? jpeg;
    private NodeStatus? status;

    private NodeViewer(BrokerClient client, NodeSettings settings, string node, TimeSpan timeout)
    {
        this.client = client;
        this.node = node;
        this.timeout = timeout;
        topic = $"{settings.TopicPrefix}/{node}";
    }

    /// <summary>Connects to the broker and listens to a node.</summary>
    /// <exception cref="CommandException">The broker cannot be reached.</exception>
    public static async Task<NodeViewer> OpenAsync(
        NodeSettings settings, string node, TimeSpan timeout, CancellationToken cancellation)
    {
        NodeViewer viewer = new(await BrokerClient.ConnectAsync(settings, cancellation), settings, node, timeout);
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
        while (await client.NextAsync(timeout - time.Elapsed, cancellation) is BrokerMessage message)
        {
            Take(message);
            if (meta?.Problem is not null)
            {
                return meta.Seq > 0
                    ? new NodeSnapshot(meta, [], null)
                    : throw new CommandException(
                        ExitCode.Environment, $"The node '{node}' answers: {PlainText.Of(meta.Problem)}");
            }

            if (meta is not null && jpeg is not null && meta.IsOf(jpeg))
            {
                return Decode(meta, jpeg);
            }
        }

        throw new CommandException(ExitCode.Environment, Silence());
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        return client.DisposeAsync();
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
            "sleeping" => $"The node '{node}' sleeps. It answers when it wakes if the broker keeps the request: "
                + $"mosquitto_pub -r -t {topic}/snapshot/get -m 1",
            _ => $"The node '{node}' is {status.Status}, but has not answered in {timeout.TotalSeconds:0} s. "
                + "The broker may let it not read "
                + $"{topic}/snapshot/get; with a slow camera try --timeout-seconds.",
        };
    }
}
