using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CameraNode;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Lists the nodes whose last status a broker keeps.</summary>
internal static class NodeList
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(1);

    /// <summary>Reads the statuses that are kept, and those that come within a second of the last one.</summary>
    /// <exception cref="Output.CommandException">The broker cannot be reached.</exception>
    public static async Task<NodeStatus[]> ReadAsync(NodeSettings settings, CancellationToken cancellation)
    {
        await using BrokerClient client = await BrokerClient.ConnectAsync(settings, cancellation);
        await client.SubscribeAsync(cancellation, $"{settings.TopicPrefix}/+/status");
        Dictionary<string, NodeStatus> nodes = [];
        while (await client.NextAsync(patience, cancellation) is BrokerMessage message)
        {
            string name = message.Topic[(settings.TopicPrefix.Length + 1)..^"/status".Length];
            if (NodeStatus.Read(name, message.Payload) is NodeStatus status)
            {
                nodes[name] = status;
            }
        }

        return [.. nodes.Values.OrderBy(status => status.Node, StringComparer.Ordinal)];
    }
}
