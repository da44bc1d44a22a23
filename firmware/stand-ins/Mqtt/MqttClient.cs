using System;
using System.Collections;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;

namespace nanoFramework.M2Mqtt;

/// <summary>
/// An MQTT 3.1.1 client over libmosquitto. Stand-in for nanoFramework's class of the same name: it does not reconnect
/// by itself, and events come on a thread of its own.
/// </summary>
public class MqttClient : IMqttClient, IDisposable
{
    private const int ConnectTimeout = 30_000;
    private const int LoopMilliseconds = 50;
    private const int NoAnswer = -1;

    private readonly string host;
    private readonly int port;
    private readonly TlsSetup? tls;
    private readonly HashSet<ushort> unconfirmed = [];
    private readonly object gate = new();

    // The library holds their addresses only.
    private readonly Mosquitto.Connected connectedCallback;
    private readonly Mosquitto.Published publishedCallback;
    private readonly Mosquitto.Received receivedCallback;

    private IntPtr client;
    private Thread? worker;
    private int brokerCode;
    private MqttReasonCode answer;
    private Exception? failure;
    private bool connected;
    private bool closing;

    public MqttClient(
        string brokerHostName,
        int brokerPort,
        bool secure,
        X509Certificate? caCert,
        X509Certificate? clientCert,
        MqttSslProtocols sslProtocol)
    {
        ArgumentNullException.ThrowIfNull(brokerHostName);
        host = brokerHostName;
        port = brokerPort;
        tls = secure ? new TlsSetup(caCert, clientCert, sslProtocol) : null;

        // As the original does, here and not when it connects.
        RequireAddress(host);
        connectedCallback = OnConnected;
        publishedCallback = OnPublished;
        receivedCallback = OnReceived;
    }

    public event IMqttClient.MqttMsgPublishEventHandler? MqttMsgPublishReceived;

    public event IMqttClient.MqttMsgPublishedEventHandler? MqttMsgPublished;

    public event IMqttClient.ConnectionClosedEventHandler? ConnectionClosed;

    public bool IsConnected
    {
        get
        {
            lock (gate)
            {
                return connected;
            }
        }
    }

    /// <summary>Connects.</summary>
    /// <returns>The broker's answer.</returns>
    /// <exception cref="MqttConnectionException">There is no connection.</exception>
    /// <exception cref="MqttCommunicationException">There is one, and no answer.</exception>
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
        Close();
        IntPtr made = Mosquitto.mosquitto_new(clientId, cleanSession, IntPtr.Zero);
        if (made == IntPtr.Zero)
        {
            throw new MqttConnectionException($"The client name \"{clientId}\" is not possible.", null);
        }

        try
        {
            Require(Mosquitto.mosquitto_threaded_set(made, true));
            if (willFlag)
            {
                byte[] will = Encoding.UTF8.GetBytes(willMessage ?? string.Empty);
                Require(Mosquitto.mosquitto_will_set(
                    made, willTopic ?? string.Empty, will.Length, will, (int)willQosLevel, willRetain));
            }

            Require(Mosquitto.mosquitto_username_pw_set(made, username, password));
            if (tls != null)
            {
                Require(tls.Apply(made));
            }
        }
        catch
        {
            tls?.Forget();
            Mosquitto.mosquitto_destroy(made);
            throw;
        }

        Mosquitto.mosquitto_connect_callback_set(made, connectedCallback);
        Mosquitto.mosquitto_publish_callback_set(made, publishedCallback);
        Mosquitto.mosquitto_message_callback_set(made, receivedCallback);
        return Start(made, keepAlivePeriod);
    }

    /// <summary>Says goodbye: what was published before is sent, the will is not.</summary>
    public void Disconnect()
    {
        Thread? thread;
        lock (gate)
        {
            thread = worker;
            if (client != IntPtr.Zero)
            {
                _ = Mosquitto.mosquitto_disconnect(client);
            }
        }

        if (thread != null && thread != Thread.CurrentThread)
        {
            thread.Join(ConnectTimeout);
        }
    }

    /// <summary>Drops the connection; without Disconnect before, the broker publishes the will.</summary>
    public void Close()
    {
        Thread? thread;
        lock (gate)
        {
            thread = worker;
            closing = true;
        }

        if (thread != null && thread != Thread.CurrentThread)
        {
            thread.Join(ConnectTimeout);
        }
    }

    /// <summary>Subscribes to topics.</summary>
    /// <returns>The last one's message number.</returns>
    public ushort Subscribe(string[] topics, MqttQoSLevel[] qosLevels)
    {
        int id = 0;
        lock (gate)
        {
            for (int i = 0; i < topics.Length; i++)
            {
                RequireSent(Mosquitto.mosquitto_subscribe(RequireClient(), out id, topics[i], (int)qosLevels[i]));
            }
        }

        return (ushort)id;
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
        lock (gate)
        {
            RequireSent(Mosquitto.mosquitto_publish(
                RequireClient(), out int id, topic, message.Length, message, (int)qosLevel, retain));
            if (qosLevel != MqttQoSLevel.AtMostOnce)
            {
                unconfirmed.Add((ushort)id);
            }

            return (ushort)id;
        }
    }

    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    private static void Require(int error)
    {
        if (error != 0)
        {
            throw new MqttConnectionException(Mosquitto.Explain(error, Marshal.GetLastPInvokeError()), null);
        }
    }

    private static void RequireAddress(string host)
    {
        if (IPAddress.TryParse(host, out _))
        {
            return;
        }

        try
        {
            if (Dns.GetHostAddresses(host).Length > 0)
            {
                return;
            }
        }
        catch (SocketException e)
        {
            throw new MqttConnectionException($"the name {host} has no address ({e.Message})", null);
        }

        throw new MqttConnectionException($"the name {host} has no address", null);
    }

    private static void RequireSent(int error)
    {
        if (error != 0)
        {
            throw new MqttCommunicationException(
                new InvalidOperationException(Mosquitto.Explain(error, Marshal.GetLastPInvokeError())));
        }
    }

    private MqttReasonCode Start(IntPtr made, int keepAlive)
    {
        ManualResetEventSlim mine = new();
        Thread thread = new(() => Work(made, keepAlive, mine)) { IsBackground = true, Name = "MQTT" };
        lock (gate)
        {
            client = made;
            worker = thread;
            brokerCode = NoAnswer;
            answer = MqttReasonCode.UnspecifiedError;
            failure = null;
            closing = false;
            unconfirmed.Clear();
        }

        thread.Start();
        bool inTime = mine.Wait(ConnectTimeout);
        lock (gate)
        {
            if (!inTime)
            {
                // The thread may hang in a name look-up; it destroys the client whenever it returns.
                client = IntPtr.Zero;
                worker = null;
                closing = true;
                throw new MqttConnectionException($"no answer within {ConnectTimeout / 1000} s", null);
            }

            return failure == null ? answer : throw failure;
        }
    }

    /// <summary>The connection's thread: connects, receives, and takes the client down at the end.</summary>
    private void Work(IntPtr made, int keepAlive, ManualResetEventSlim mine)
    {
        int error = Mosquitto.mosquitto_connect(made, host, port, keepAlive);
        int systemError = Marshal.GetLastPInvokeError();
        bool opened = error == 0;
        tls?.Forget();
        while (error == 0 && !IsClosing(made))
        {
            error = Mosquitto.mosquitto_loop(made, LoopMilliseconds, 1);
            systemError = Marshal.GetLastPInvokeError();
            PassAnswer(made, mine);
        }

        string? reason = error != 0 && !mine.IsSet ? tls?.Diagnose(host, port) : null;
        bool was;
        lock (gate)
        {
            was = connected && client == made;
            if (client == made)
            {
                client = IntPtr.Zero;
                worker = null;
                connected = false;
                if (!mine.IsSet)
                {
                    failure = opened && reason == null
                        ? new MqttCommunicationException()
                        : new MqttConnectionException(reason ?? Mosquitto.Explain(error, systemError), null);
                }
            }

            Mosquitto.mosquitto_destroy(made);
        }

        mine.Set();
        if (was)
        {
            ConnectionClosed?.Invoke(this, EventArgs.Empty);
        }
    }

    private bool IsClosing(IntPtr made)
    {
        lock (gate)
        {
            return closing || client != made;
        }
    }

    private IntPtr RequireClient()
    {
        return connected
            ? client
            : throw new MqttCommunicationException(new InvalidOperationException("There is no connection."));
    }

    private void OnConnected(IntPtr sender, IntPtr user, int code)
    {
        lock (gate)
        {
            if (sender == client)
            {
                brokerCode = code;
            }
        }
    }

    /// <summary>
    /// Passes the broker's answer on. Not in the callback: the library only then takes the connection for active, and
    /// would send again what is published before.
    /// </summary>
    private void PassAnswer(IntPtr made, ManualResetEventSlim mine)
    {
        lock (gate)
        {
            if (client == made && brokerCode >= 0 && !mine.IsSet)
            {
                answer = (MqttReasonCode)brokerCode;
                connected = brokerCode == 0;
                closing |= brokerCode != 0;
                mine.Set();
            }
        }
    }

    /// <summary>The library tells of messages with QoS 0 too; the original does not.</summary>
    private void OnPublished(IntPtr sender, IntPtr user, int messageId)
    {
        lock (gate)
        {
            if (!unconfirmed.Remove((ushort)messageId))
            {
                return;
            }
        }

        MqttMsgPublished?.Invoke(this, new MqttMsgPublishedEventArgs((ushort)messageId));
    }

    private void OnReceived(IntPtr sender, IntPtr user, IntPtr message)
    {
        Mosquitto.Message received = Marshal.PtrToStructure<Mosquitto.Message>(message);
        byte[] payload = new byte[received.Size];
        if (received.Size > 0)
        {
            Marshal.Copy(received.Payload, payload, 0, received.Size);
        }

        string topic = Marshal.PtrToStringUTF8(received.Topic) ?? string.Empty;
        MqttMsgPublishReceived?.Invoke(
            this,
            new MqttMsgPublishEventArgs(topic, payload, false, (MqttQoSLevel)received.QosLevel, received.Retain));
    }
}
