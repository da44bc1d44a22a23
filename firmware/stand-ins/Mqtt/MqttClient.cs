using System;
using System.Buffers;
using System.Collections;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MQTTnet;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;
using Wire = MQTTnet.Formatter.MqttProtocolVersion;

namespace nanoFramework.M2Mqtt;

/// <summary>
/// An MQTT client over MQTTnet. Stand-in for nanoFramework's class of the same name: it does not reconnect by itself,
/// and events come one by one on a thread of its own.
/// </summary>
public class MqttClient : IMqttClient, IDisposable
{
    private readonly DnsEndPoint broker;
    private readonly TlsCheck? tls;
    private readonly object gate = new();
    private Connection? connection;
    private ushort lastId;

    public MqttClient(
        string brokerHostName,
        int brokerPort,
        bool secure,
        X509Certificate? caCert,
        X509Certificate? clientCert,
        MqttSslProtocols sslProtocol)
    {
        broker = new DnsEndPoint(brokerHostName, brokerPort);
        tls = secure ? new TlsCheck(brokerHostName, caCert, clientCert, sslProtocol) : null;

        // As the original does, here and not when it connects.
        RequireAddress(brokerHostName);
    }

    public event IMqttClient.MqttMsgPublishEventHandler? MqttMsgPublishReceived;

    public event IMqttClient.MqttMsgPublishedEventHandler? MqttMsgPublished;

    public event IMqttClient.ConnectionClosedEventHandler? ConnectionClosed;

    /// <summary>Version of MQTT that it speaks; set it before connecting.</summary>
    public MqttProtocolVersion ProtocolVersion { get; set; } = MqttProtocolVersion.Version_3_1_1;

    /// <summary>MQTT 5: seconds until brokers drop messages of <see cref="ExpiringTopic"/>; 0 for never.</summary>
    /// <remarks>The desktop's own: the original has no way to say it.</remarks>
    public uint ExpirySeconds { get; set; }

    /// <summary>The topic whose messages expire, with what is below it.</summary>
    public string ExpiringTopic { get; set; } = string.Empty;

    /// <summary>Why the broker has refused, or ended the connection, in its words; empty if it said nothing.</summary>
    /// <remarks>The desktop's own: the original keeps nothing of it.</remarks>
    public string Reason { get; private set; } = string.Empty;

    public bool IsConnected => Current()?.IsConnected ?? false;

    /// <summary>Connects.</summary>
    /// <returns>Success, or why the broker refuses.</returns>
    /// <exception cref="MqttConnectionException">There is no connection.</exception>
    /// <exception cref="MqttCommunicationException">There is one, and no answer.</exception>
    /// <remarks>nanoFramework's parameters: it has no shorter way to give a will.</remarks>
    public MqttReasonCode Connect(
        string clientId,
        string? username,
        string? password,
        bool willRetain,
        MqttQoSLevel willQosLevel,
        bool willFlag,
        string? willTopic,
        string? willMessage,
        bool cleanSession,
        ushort keepAlivePeriod)
    {
        MqttClientOptions options = new()
        {
            ProtocolVersion = IsFive ? Wire.V500 : Wire.V311,
            ClientId = clientId,
            CleanSession = cleanSession,
            KeepAlivePeriod = TimeSpan.FromSeconds(keepAlivePeriod),
        };
        if (username != null)
        {
            byte[]? bytes = password == null ? null : Encoding.UTF8.GetBytes(password);
            options.Credentials = new MqttClientCredentials(username, bytes);
        }

        if (willFlag)
        {
            options.WillTopic = willTopic;
            options.WillPayload = Encoding.UTF8.GetBytes(willMessage ?? string.Empty);
            options.WillQualityOfServiceLevel = (MqttQualityOfServiceLevel)willQosLevel;
            options.WillRetain = willRetain;
        }

        return Open(options);
    }

    /// <summary>
    /// Says goodbye, and the broker does not publish the will. What was published before is sent, with QoS 2 only what
    /// is confirmed.
    /// </summary>
    /// <exception cref="MqttCommunicationException">The connection broke before that.</exception>
    public void Disconnect()
    {
        Exchange(null)?.Disconnect();
    }

    /// <summary>Drops the connection; without Disconnect before, the broker publishes the will.</summary>
    public void Close()
    {
        Exchange(null)?.Close();
    }

    /// <summary>Subscribes to topics.</summary>
    /// <returns>The request's number.</returns>
    /// <exception cref="MqttCommunicationException">There is no connection.</exception>
    public ushort Subscribe(string[] topics, MqttQoSLevel[] qosLevels)
    {
        MqttClientSubscribeOptions options = new();
        for (int i = 0; i < topics.Length; i++)
        {
            options.TopicFilters.Add(new MqttTopicFilter
            {
                Topic = topics[i],
                QualityOfServiceLevel = (MqttQualityOfServiceLevel)qosLevels[i],
            });
        }

        lock (gate)
        {
            Require().Subscribe(options);
            return NextId();
        }
    }

    /// <summary>Ends subscriptions.</summary>
    /// <returns>The request's number.</returns>
    /// <exception cref="MqttCommunicationException">There is no connection.</exception>
    public ushort Unsubscribe(string[] topics)
    {
        MqttClientUnsubscribeOptions options = new();
        options.TopicFilters.AddRange(topics);
        lock (gate)
        {
            Require().Unsubscribe(options);
            return NextId();
        }
    }

    /// <summary>Hands over a message; MqttMsgPublished tells when it has arrived, unless its QoS is 0.</summary>
    /// <returns>The message's number.</returns>
    /// <exception cref="MqttCommunicationException">There is no connection.</exception>
    public ushort Publish(
        string topic,
        byte[] message,
        string? contentType,
        ArrayList? userProperties,
        MqttQoSLevel qosLevel,
        bool retain)
    {
        MqttApplicationMessage sent = new()
        {
            Topic = topic,
            Payload = new ReadOnlySequence<byte>(message),
            QualityOfServiceLevel = (MqttQualityOfServiceLevel)qosLevel,
            Retain = retain,
            MessageExpiryInterval = Expires(topic) ? ExpirySeconds : 0,
        };
        lock (gate)
        {
            ushort id = NextId();
            Require().Publish(sent, isPublished => OnPublished(qosLevel, id, isPublished));
            return id;
        }
    }

    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    private static void RequireAddress(string host)
    {
        try
        {
            _ = Dns.GetHostAddresses(host);
        }
        catch (SocketException e)
        {
            throw new MqttConnectionException($"the name {host} has no address ({e.Message})", null);
        }
    }

    private bool IsFive => ProtocolVersion == MqttProtocolVersion.Version_5;

    private bool Expires(string topic)
    {
        return IsFive && ExpirySeconds > 0
            && (topic == ExpiringTopic || topic.StartsWith(ExpiringTopic + "/", StringComparison.Ordinal));
    }

    private MqttReasonCode Open(MqttClientOptions options)
    {
        Connection made = new(tls, OnReceived, () => ConnectionClosed?.Invoke(this, EventArgs.Empty))
        {
            Says = reason => Reason = reason,
        };
        Exchange(made)?.Close();
        try
        {
            return made.Open(broker, options);
        }
        catch
        {
            made.Close();
            throw;
        }
    }

    private Connection? Exchange(Connection? next)
    {
        lock (gate)
        {
            Connection? old = connection;
            connection = next;
            return old;
        }
    }

    private Connection? Current()
    {
        lock (gate)
        {
            return connection;
        }
    }

    private Connection Require()
    {
        return connection
            ?? throw new MqttCommunicationException(new InvalidOperationException("There is no connection."));
    }

    private ushort NextId()
    {
        lastId = (ushort)((lastId % ushort.MaxValue) + 1);
        return lastId;
    }

    /// <summary>The original tells nothing of messages with QoS 0.</summary>
    private void OnPublished(MqttQoSLevel qosLevel, ushort id, bool isPublished)
    {
        if (qosLevel != MqttQoSLevel.AtMostOnce)
        {
            MqttMsgPublished?.Invoke(this, new MqttMsgPublishedEventArgs(id, isPublished));
        }
    }

    private void OnReceived(MqttApplicationMessage message)
    {
        MqttMsgPublishReceived?.Invoke(
            this,
            new MqttMsgPublishEventArgs(
                message.Topic,
                message.Payload.ToArray(),
                message.Dup,
                (MqttQoSLevel)message.QualityOfServiceLevel,
                message.Retain));
    }
}
