using System.Net;
using MQTTnet.Server;

namespace SqueezeNet.Embedded.Tests.Brokers.Servers;

/// <summary>MQTTnet's broker, in this process.</summary>
internal sealed class MqttNetServer : TestServer
{
    private MqttServer? server;

    public override void Start()
    {
        MqttServerOptions options = new MqttServerOptionsBuilder()
            .WithDefaultEndpoint()
            .WithDefaultEndpointPort(Port)
            .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
            .WithDefaultEndpointBoundIPV6Address(IPAddress.None)
            .Build();
        server = new MqttServerFactory().CreateMqttServer(options);
        server.StartAsync().GetAwaiter().GetResult();
    }

    public override void Stop()
    {
        server?.StopAsync().GetAwaiter().GetResult();
        server?.Dispose();
        server = null;
    }
}
