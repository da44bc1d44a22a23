using System.IO;
using SqueezeNet.Embedded.Tests.Shared.Broker;

namespace SqueezeNet.Embedded.Tests.Brokers.Servers;

/// <summary>Eclipse mosquitto.</summary>
internal sealed class MosquittoServer : TestServer
{
    public override void Start()
    {
        string configuration = Path.Combine(Folder, "mosquitto.conf");
        File.WriteAllText(configuration, $"listener {Port} 127.0.0.1\nallow_anonymous true\n");
        Run(MosquittoBroker.Find("mosquitto"), ["-c", configuration]);
        AwaitPort(Port);
    }
}
