using System.IO;
using System.Linq;
using SqueezeNet.Embedded.Tests.Shared.Broker;

namespace SqueezeNet.Embedded.Tests.Brokers.Servers;

/// <summary>nats-server with JetStream, alone or as one of a cluster.</summary>
internal sealed class NatsServer : TestServer
{
    private readonly string name;
    private readonly int routePort;
    private readonly int clientPort = MosquittoBroker.FreePort();
    private int[] routes = [];

    public NatsServer()
        : this("alone")
    {
    }

    private NatsServer(string name)
    {
        this.name = name;
        routePort = MosquittoBroker.FreePort();
    }

    public override bool TakesExactlyOnce => false;

    public override string? TopicOfDot => null;

    public override bool TakesSpaces => false;

    /// <summary>Starts three that know each other.</summary>
    public static NatsServer[] Cluster()
    {
        NatsServer[] all = [.. Enumerable.Range(1, 3).Select(i => new NatsServer($"server{i}"))];
        foreach (NatsServer server in all)
        {
            server.routes = [.. all.Select(other => other.routePort)];
        }

        foreach (NatsServer server in all)
        {
            server.Start();
        }

        return all;
    }

    public override void Start()
    {
        string cluster = routes.Length == 0
            ? string.Empty
            : $"cluster {{ name: sqnet, listen: \"127.0.0.1:{routePort}\", routes: ["
                + string.Join(", ", routes.Select(port => $"\"nats://127.0.0.1:{port}\"")) + "] }\n";
        string configuration = Path.Combine(Folder, "nats.conf");
        File.WriteAllText(
            configuration,
            $"server_name: {name}\nlisten: \"127.0.0.1:{clientPort}\"\n"
            + $"jetstream {{ store_dir: \"{Folder}/store\" }}\n{cluster}mqtt {{ listen: \"127.0.0.1:{Port}\" }}\n");
        Run(MosquittoBroker.Find("nats-server"), ["-c", configuration]);
        AwaitPort(Port);
    }
}
