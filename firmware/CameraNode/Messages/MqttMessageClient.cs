using System;
using System.Collections;
using System.Text;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;

namespace CameraNode
{
    /// <summary>A connection through nanoFramework's MQTT library; every connection has a client of its own.</summary>
    public sealed class MqttMessageClient : IMessageClient
    {
        /// <summary>More waiting messages than this are a flood; the oldest give way.</summary>
        private const int MostReceived = 16;

        private readonly object gate = new object();
        private readonly ArrayList sent = new ArrayList();
        private MqttClient? client;
        private int published;
        private readonly ArrayList received = new ArrayList();

        /// <inheritdoc/>
        public event MessageClientHandler? Confirmed;

        /// <inheritdoc/>
        public event MessageClientHandler? Closed;

        /// <inheritdoc/>
        public event MessageClientHandler? Received;

        /// <inheritdoc/>
        public bool IsConnected
        {
            get
            {
                MqttClient? current = Current();
                return current != null && current.IsConnected;
            }
        }

        /// <inheritdoc/>
        public int Outstanding
        {
            get
            {
                lock (gate)
                {
                    return sent.Count;
                }
            }
        }

        /// <inheritdoc/>
        public void Connect(NodeSettings settings, BrokerAddress broker, string willTopic, string will)
        {
            Close();
            MqttReasonCode answer;
            try
            {
                MqttClient made = MakeClient(settings, broker);
                made.MqttMsgPublished += OnPublished;
                made.ConnectionClosed += OnClosed;
                made.MqttMsgPublishReceived += OnReceived;
                lock (gate)
                {
                    client = made;
                    sent.Clear();
                    published = 0;
                }

                answer = made.Connect(
                    settings.ClientId,
                    settings.User,
                    settings.Password,
                    true,
                    MqttQoSLevel.AtLeastOnce,
                    true,
                    willTopic,
                    will,
                    true,
                    (ushort)settings.KeepAliveSeconds);
            }
            catch (MessageException)
            {
                Close();
                throw;
            }
            catch (Exception e)
            {
                // The library throws exceptions of many kinds, and all mean the same here.
                Close();
                throw new MessageException(ConnectReason(e, settings)) { IsThere = e is MqttCommunicationException };
            }

            if (answer != MqttReasonCode.Success)
            {
                Close();
                throw new MessageException(Explain(answer, settings)) { IsRefusal = true, IsThere = true };
            }
        }

        /// <inheritdoc/>
        public int Publish(string topic, byte[] bytes, int qualityOfService, bool retain)
        {
            lock (gate)
            {
                if (client == null || !client.IsConnected)
                {
                    throw new MessageException("there is no connection");
                }

                ushort id;
                try
                {
                    // Under the lock: the confirmation may come before Publish returns, and must find its message.
                    id = client.Publish(topic, bytes, null, null, (MqttQoSLevel)qualityOfService, retain);
                }
                catch (Exception e)
                {
                    throw new MessageException(Reason(e));
                }

                published++;
                if (qualityOfService > 0)
                {
                    sent.Add(new SentMessage(published, id));
                }

                return published;
            }
        }

        /// <inheritdoc/>
        public bool IsConfirmed(int number)
        {
            lock (gate)
            {
                for (int i = 0; i < sent.Count; i++)
                {
                    if (Sent(i).Number == number)
                    {
                        return false;
                    }
                }

                return true;
            }
        }

        /// <inheritdoc/>
        public void Subscribe(string[] topics)
        {
            MqttQoSLevel[] levels = new MqttQoSLevel[topics.Length];
            for (int i = 0; i < levels.Length; i++)
            {
                levels[i] = MqttQoSLevel.AtLeastOnce;
            }

            try
            {
                MqttClient? current = Current();
                if (current != null)
                {
                    current.Subscribe(topics, levels);
                }
            }
            catch (Exception e)
            {
                throw new MessageException(Reason(e));
            }
        }

        /// <inheritdoc/>
        public ReceivedMessage? TakeReceived()
        {
            lock (gate)
            {
                if (received.Count == 0)
                {
                    return null;
                }

                ReceivedMessage taken = (ReceivedMessage)received[0]!;
                received.RemoveAt(0);
                return taken;
            }
        }

        /// <inheritdoc/>
        public void Disconnect()
        {
            MqttClient? current = Current();
            if (current != null && current.IsConnected)
            {
                try
                {
                    current.Disconnect();
                }
                catch (Exception)
                {
                    // The connection broke just now: there is nobody left to say goodbye to.
                }
            }

            Close();
        }

        /// <inheritdoc/>
        public void Close()
        {
            MqttClient? old;
            lock (gate)
            {
                old = client;
                client = null;
            }

            if (old != null)
            {
                old.MqttMsgPublished -= OnPublished;
                old.ConnectionClosed -= OnClosed;
                old.MqttMsgPublishReceived -= OnReceived;
                old.Close();
            }
        }

        private static MqttClient MakeClient(NodeSettings settings, BrokerAddress broker)
        {
            bool secure = settings.Tls != TlsMode.None;
            return new MqttClient(
                broker.Host,
                broker.Port,
                secure,
                settings.CaCertificate == null
                    ? null : Certificates.Authority(Pem.Load("caCertificate", settings.CaCertificate)),
                settings.ClientCertificate == null || settings.ClientKey == null
                    ? null
                    : Certificates.Own(
                        Pem.Load("clientCertificate", settings.ClientCertificate),
                        Pem.Load("clientKey", settings.ClientKey)),
                secure ? MqttSslProtocols.TLSv1_2 : MqttSslProtocols.None);
        }

        private static string ConnectReason(Exception e, NodeSettings settings)
        {
            if (e is MqttCommunicationException)
            {
                return "the port is open but does not answer as MQTT; it may want TLS, or be another service's";
            }

            // A device's TLS names a number at most.
            string help = settings.Tls == TlsMode.None || e.InnerException == null
                ? string.Empty
                : "; see whether the port speaks TLS, the clock is set,"
                    + " and the certificate is for this name and from this authority";
            return Reason(e) + help;
        }

        private static string Reason(Exception e)
        {
            string text = e.Message;
            if (e.InnerException != null)
            {
                text = text.Length == 0 ? e.InnerException.Message : text + ": " + e.InnerException.Message;
            }

            return text.TrimEnd('.');
        }

        private static string Explain(MqttReasonCode answer, NodeSettings settings)
        {
            switch (answer)
            {
                case MqttReasonCode.ConnectionRefusedBadUserNameOrPassword:
                    return "it refuses this user or password";
                case MqttReasonCode.ConnectionRefusedNotAuthorized:
                    return settings.User == null
                        ? "it does not let this node in; it may want a user and a password"
                        : "it does not let this node in; see whether user and password are right";
                case MqttReasonCode.ConnectionRefusedIdentifierRejected:
                    return "it refuses this client id";
                default:
                    return $"it refuses the connection with code {(int)answer}";
            }
        }

        private MqttClient? Current()
        {
            lock (gate)
            {
                return client;
            }
        }

        private SentMessage Sent(int index)
        {
            return (SentMessage)sent[index]!;
        }

        private void OnPublished(object sender, MqttMsgPublishedEventArgs e)
        {
            if (sender != Current())
            {
                return;
            }

            if (e.IsPublished)
            {
                Confirm(e.MessageId);
                Confirmed?.Invoke();
            }
            else
            {
                // The library has given a message up: only a new connection gets it to the broker.
                Close();
                Closed?.Invoke();
            }
        }

        private void Confirm(ushort messageId)
        {
            lock (gate)
            {
                for (int i = 0; i < sent.Count; i++)
                {
                    if (Sent(i).MessageId == messageId)
                    {
                        sent.RemoveAt(i);
                        return;
                    }
                }
            }
        }

        private void OnReceived(object sender, MqttMsgPublishEventArgs e)
        {
            string text = Encoding.UTF8.GetString(e.Message, 0, e.Message.Length);
            lock (gate)
            {
                int lost = 0;
                if (received.Count == MostReceived)
                {
                    lost = 1 + ((ReceivedMessage)received[0]!).Lost;
                    received.RemoveAt(0);
                }

                received.Add(new ReceivedMessage(e.Topic, text));
                ((ReceivedMessage)received[0]!).Lost += lost;
            }

            Received?.Invoke();
        }

        private void OnClosed(object sender, EventArgs e)
        {
            if (sender == Current())
            {
                Closed?.Invoke();
            }
        }
    }
}
