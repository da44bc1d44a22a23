using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using SqueezeNet.Embedded.Tests.Brokers.Servers;

namespace SqueezeNet.Embedded.Tests.Brokers.Nodes;

/// <summary>An independent client of MQTT 3.1.1 that notes what arrives.</summary>
internal sealed class Observer : IDisposable
{
    private readonly IMqttClient client = new MqttClientFactory().CreateMqttClient();
    private readonly List<(string Topic, string Text, bool Retained)> messages = [];

    /// <summary>Subscribes to topics with QoS 1.</summary>
    public Observer(TestServer server, params string[] topics)
    {
        client.ApplicationMessageReceivedAsync += e =>
        {
            lock (messages)
            {
                messages.Add((
                    e.ApplicationMessage.Topic,
                    e.ApplicationMessage.ConvertPayloadToString() ?? string.Empty,
                    e.ApplicationMessage.Retain));
            }

            return System.Threading.Tasks.Task.CompletedTask;
        };
        MqttClientOptions options = new()
        {
            ProtocolVersion = MqttProtocolVersion.V311,
            ClientId = "observer" + Guid.NewGuid().ToString("N")[..8],
            ChannelOptions = new MqttClientTcpOptions
            {
                RemoteEndpoint = new System.Net.DnsEndPoint("127.0.0.1", server.Port),
            },
        };
        if (server.User is string user)
        {
            options.Credentials = new MqttClientCredentials(user, Encoding.UTF8.GetBytes(user));
        }

        client.ConnectAsync(options).GetAwaiter().GetResult();
        foreach (string topic in topics)
        {
            client.SubscribeAsync(topic, MqttQualityOfServiceLevel.AtLeastOnce).GetAwaiter().GetResult();
        }
    }

    public (string Topic, string Text, bool Retained)[] Messages
    {
        get
        {
            lock (messages)
            {
                return [.. messages];
            }
        }
    }

    /// <summary>Numbers of the labels of a topic, in the order of their arrival.</summary>
    public int[] Sequence(string topic)
    {
        return [.. Texts(topic).Select(text => JsonDocument.Parse(text).RootElement.GetProperty("seq").GetInt32())];
    }

    /// <summary>What has come in a topic.</summary>
    public string[] Texts(string topic)
    {
        return [.. Messages.Where(message => message.Topic == topic).Select(message => message.Text)];
    }

    public void Dispose()
    {
        client.Dispose();
    }
}
