using System.Collections.Generic;
using System.IO;
using SqueezeNet.Embedded.Tests.Shared.Broker;

namespace SqueezeNet.Embedded.Tests.Brokers.Servers;

/// <summary>rabbitmq-server with its MQTT plugin, and a port mapper of its own.</summary>
internal sealed class RabbitServer : TestServer
{
    /// <summary>The program itself: the one in the path would become another user.</summary>
    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    private readonly int mapperPort = MosquittoBroker.FreePort();
    private readonly int amqpPort = MosquittoBroker.FreePort();
    private readonly int nodePort = MosquittoBroker.FreePort();

    public override string? User => "guest";

    public override bool TakesExactlyOnce => false;

    public override string? TopicOfDot => "sqnet/a/b/label";

    public override bool RetainsForWildcards => false;

    public override void Start()
    {
        File.WriteAllText(Path.Combine(Folder, "plugins"), "[rabbitmq_mqtt].");
        File.WriteAllText(
            Path.Combine(Folder, "rabbitmq.conf"),
            $"listeners.tcp.1 = 127.0.0.1:{amqpPort}\nmqtt.listeners.tcp.1 = 127.0.0.1:{Port}\n"
            + "mqtt.allow_anonymous = true\nmqtt.default_user = guest\nmqtt.default_pass = guest\n");
        Run(MosquittoBroker.Find("epmd"), ["-address", "127.0.0.1", "-port", $"{mapperPort}"]);
        AwaitPort(mapperPort);
        Run(Program, [], new Dictionary<string, string>
        {
            ["HOME"] = Folder,
            ["ERL_EPMD_PORT"] = $"{mapperPort}",
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODENAME"] = $"sqnet{Port}@localhost",
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(Folder, "mnesia"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(Folder, "log"),
            ["RABBITMQ_CONFIG_FILE"] = Path.Combine(Folder, "rabbitmq.conf"),
            ["RABBITMQ_ADVANCED_CONFIG_FILE"] = Path.Combine(Folder, "none"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(Folder, "plugins"),
            ["RABBITMQ_PID_FILE"] = Path.Combine(Folder, "pid"),
            ["RABBITMQ_DIST_PORT"] = $"{nodePort}",
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
        });
        AwaitPort(Port);
    }
}
