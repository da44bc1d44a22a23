using System;
using System.Net;
using System.Threading.Tasks;
using MQTTnet.Server;

namespace SqueezeNet.Embedded.Tests.Brokers.Servers;

/// <summary>MQTTnet's broker, in this process.</summary>
internal sealed class MqttNetServer : TestServer
{
    private MqttServer? server;

    /// <summary>Is asked about each connection.</summary>
    public Action<ValidatingConnectionEventArgs> OnConnect { get; set; } = _ => { };

    /// <summary>Is told of each message.</summary>
    public Action<InterceptingPublishEventArgs> OnPublish { get; set; } = _ => { };

    public override void Start()
    {
        MqttServerOptions options = new MqttServerOptionsBuilder()
            .WithDefaultEndpoint()
            .WithDefaultEndpointPort(Port)
            .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
            .WithDefaultEndpointBoundIPV6Address(IPAddress.None)
            .Build();
        server = new MqttServerFactory().CreateMqttServer(options);
        server.ValidatingConnectionAsync += e =>
        {
            OnConnect(e);
            return Task.CompletedTask;
        };
        server.InterceptingPublishAsync += e =>
        {
            OnPublish(e);
            return Task.CompletedTask;
        };
        server.StartAsync().GetAwaiter().GetResult();
    }

    public override void Stop()
    {
        server?.StopAsync().GetAwaiter().GetResult();
        server?.Dispose();
        server = null;
    }
}
