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
        private bool speaksThree;
        private bool isThreeKnown;

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
        public string Remark
        {
            get { return speaksThree ? "The broker does not speak MQTT 5; the node speaks 3.1.1." : string.Empty; }
        }

        /// <inheritdoc/>
        public string EndReason { get; private set; } = string.Empty;

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
        public int OldestOutstanding
        {
            get
            {
                lock (gate)
                {
                    return sent.Count == 0 ? 0 : Sent(0).Number;
                }
            }
        }

        /// <inheritdoc/>
        public void Connect(NodeSettings settings, BrokerAddress broker, string willTopic, string will)
        {
            Close();
            bool isFive = settings.MqttVersion == MqttVersion.Five && !speaksThree;
            EndReason = string.Empty;
            MqttReasonCode answer;
            MqttClient made;
            try
            {
                made = MakeClient(settings, broker);
                if (isFive)
                {
                    MqttFive.Prepare(made, settings.LabelExpirySeconds, NodeMessages.Topic(settings, "label"));
                }

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
                // The library throws exceptions of many kinds, and all mean the same here. One that means no answer may
                // come of the version; one try with 3.1.1 shows that.
                Close();
                bool isSilent = e is MqttCommunicationException;
                speaksThree = isThreeKnown || (isFive && isSilent);
                throw new MessageException(MqttReasons.OfConnecting(e, settings)) { IsThere = isSilent };
            }

            if (answer != MqttReasonCode.Success)
            {
                Close();
                Refuse(answer, settings, MqttFive.Reason(made));
            }

            isThreeKnown = settings.MqttVersion == MqttVersion.Five && speaksThree;
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
                    throw new MessageException(MqttReasons.Of(e));
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
                throw new MessageException(MqttReasons.Of(e));
            }
        }

        /// <inheritdoc/>
        public void Unsubscribe(string[] topics)
        {
            try
            {
                MqttClient? current = Current();
                if (current != null)
                {
                    current.Unsubscribe(topics);
                }
            }
            catch (Exception e)
            {
                throw new MessageException(MqttReasons.Of(e));
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

        /// <summary>The broker says no; to the version at once, which is another one next time.</summary>
        private void Refuse(MqttReasonCode answer, NodeSettings settings, string words)
        {
            bool isVersion = settings.MqttVersion == MqttVersion.Five && !speaksThree
                && (answer == MqttReasonCode.UnsupportedProtocolVersion
                    || answer == MqttReasonCode.ConnectionRefusedUnacceptableProtocolVersion);
            speaksThree = isThreeKnown || isVersion;
            string reason = isVersion
                ? "it does not speak MQTT 5; the node goes on with 3.1.1"
                : MqttReasons.OfRefusal(answer, settings) + (words.Length > 0 ? $" ({words})" : string.Empty);
            throw new MessageException(reason) { IsRefusal = true, IsThere = true };
        }

        /// <summary>Keeps what the broker says of an end.</summary>
        private void NoteEnd(object sender)
        {
            EndReason = MqttFive.Reason((MqttClient)sender);
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
                NoteEnd(sender);
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

                received.Add(new ReceivedMessage(e.Topic, text) { IsRetained = e.Retain });
                ((ReceivedMessage)received[0]!).Lost += lost;
            }

            Received?.Invoke();
        }

        private void OnClosed(object sender, EventArgs e)
        {
            if (sender == Current())
            {
                NoteEnd(sender);
                Closed?.Invoke();
            }
        }
    }
}
