using System;
using System.Text;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;

namespace CameraNode
{
    /// <summary>A connection through nanoFramework's MQTT library; every connection has a client of its own.</summary>
    public sealed class MqttMessageClient : IMessageClient
    {
        private readonly object gate = new object();
        private MqttClient? client;
        private int outstanding;

        /// <inheritdoc/>
        public event MessageClientHandler? Confirmed;

        /// <inheritdoc/>
        public event MessageClientHandler? Closed;

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
                    return outstanding;
                }
            }
        }

        /// <inheritdoc/>
        public void Connect(NodeSettings settings, string willTopic, string will)
        {
            Close();
            MqttClient made = new MqttClient(
                settings.BrokerHost, settings.BrokerPort, false, null, null, MqttSslProtocols.None);
            made.MqttMsgPublished += OnPublished;
            made.ConnectionClosed += OnClosed;
            lock (gate)
            {
                client = made;
                outstanding = 0;
            }

            MqttReasonCode answer;
            try
            {
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
            catch (Exception e)
            {
                // The library throws exceptions of many kinds, and all mean the same here.
                Close();
                throw new MessageException(Reason(e));
            }

            if (answer != MqttReasonCode.Success)
            {
                Close();
                throw new MessageException(Explain(answer));
            }
        }

        /// <inheritdoc/>
        public void Publish(string topic, string text, int qualityOfService, bool retain)
        {
            MqttClient? current = Current();
            if (current == null || !current.IsConnected)
            {
                throw new MessageException("there is no connection");
            }

            // Counted before: the confirmation may come before Publish returns.
            Count(1);
            try
            {
                current.Publish(
                    topic, Encoding.UTF8.GetBytes(text), null, null, (MqttQoSLevel)qualityOfService, retain);
            }
            catch (Exception e)
            {
                Count(-1);
                throw new MessageException(Reason(e));
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
                old.Close();
            }
        }

        private static string Reason(Exception e)
        {
            string text = e.Message;
            if (e.InnerException != null)
            {
                text = text.Length == 0 ? e.InnerException.Message : text + ": " + e.InnerException.Message;
            }

            return text;
        }

        private static string Explain(MqttReasonCode answer)
        {
            switch (answer)
            {
                case MqttReasonCode.ConnectionRefusedBadUserNameOrPassword:
                    return "the broker refuses this user or password";
                case MqttReasonCode.ConnectionRefusedNotAuthorized:
                    return "the broker does not let this client in; it may want a user and a password";
                case MqttReasonCode.ConnectionRefusedIdentifierRejected:
                    return "the broker refuses this client id";
                default:
                    return $"the broker refuses the connection with code {(int)answer}";
            }
        }

        private MqttClient? Current()
        {
            lock (gate)
            {
                return client;
            }
        }

        private void Count(int change)
        {
            lock (gate)
            {
                outstanding += change;
            }
        }

        private void OnPublished(object sender, MqttMsgPublishedEventArgs e)
        {
            if (sender == Current() && e.IsPublished)
            {
                Count(-1);
                Confirmed?.Invoke();
            }
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
