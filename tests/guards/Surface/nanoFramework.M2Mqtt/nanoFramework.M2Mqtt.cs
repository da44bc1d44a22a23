// nanoFramework.M2Mqtt 5.1.220: the part of nanoFramework.M2Mqtt.dll that this project needs, without generic members, which CLR 1.17 cannot
// run. A reference assembly: what compiles against it uses nothing else. Facts, read from the library's metadata; one
// member a line. tests/guards/README.md says how to renew or extend it.
[assembly: System.Reflection.AssemblyVersion("5.1.220.0")]

namespace nanoFramework.M2Mqtt
{
    public class MqttClient : global::nanoFramework.M2Mqtt.IMqttClient, global::System.IDisposable
    {
        public bool IsConnected { get => throw null; }
        public string ClientId { get => throw null; }
        public bool CleanSession { get => throw null; }
        public bool WillFlag { get => throw null; }
        public global::nanoFramework.M2Mqtt.Messages.MqttQoSLevel WillQosLevel { get => throw null; }
        public string WillTopic { get => throw null; }
        public string WillMessage { get => throw null; }
        public global::nanoFramework.M2Mqtt.MqttProtocolVersion ProtocolVersion { get => throw null; set => throw null; }
        public string AuthenticationMethod { get => throw null; set => throw null; }
        public byte[] AuthenticationData { get => throw null; set => throw null; }
        public uint SessionExpiryInterval { get => throw null; set => throw null; }
        public bool RequestProblemInformation { get => throw null; set => throw null; }
        public bool RequestResponseInformation { get => throw null; set => throw null; }
        public ushort ReceiveMaximum { get => throw null; set => throw null; }
        public ushort TopicAliasMaximum { get => throw null; set => throw null; }
        public uint WillDelayInterval { get => throw null; set => throw null; }
        public global::System.Collections.ArrayList UserProperties { get => throw null; }
        public uint MaximumPacketSize { get => throw null; set => throw null; }
        public bool IsAuthenticationFlow { get => throw null; set => throw null; }
        public global::nanoFramework.M2Mqtt.MqttSettings Settings { get => throw null; }
        public event global::nanoFramework.M2Mqtt.IMqttClient.MqttMsgPublishEventHandler MqttMsgPublishReceived { add => throw null; remove => throw null; }
        public event global::nanoFramework.M2Mqtt.IMqttClient.MqttMsgPublishedEventHandler MqttMsgPublished { add => throw null; remove => throw null; }
        public event global::nanoFramework.M2Mqtt.IMqttClient.MqttMsgSubscribedEventHandler MqttMsgSubscribed { add => throw null; remove => throw null; }
        public event global::nanoFramework.M2Mqtt.IMqttClient.MqttMsgUnsubscribedEventHandler MqttMsgUnsubscribed { add => throw null; remove => throw null; }
        public event global::nanoFramework.M2Mqtt.MqttClient.ConnectionOpenedEventHandler ConnectionOpened { add => throw null; remove => throw null; }
        public event global::nanoFramework.M2Mqtt.IMqttClient.ConnectionClosedEventHandler ConnectionClosed { add => throw null; remove => throw null; }
        public event global::nanoFramework.M2Mqtt.MqttClient.ConnectionClosedRequestEventHandler ConnectionClosedRequest { add => throw null; remove => throw null; }
        public event global::nanoFramework.M2Mqtt.MqttClient.MqttMsgAuthenticationEventHandler Authentication { add => throw null; remove => throw null; }
        public MqttClient(string brokerHostName) => throw null;
        public MqttClient(string brokerHostName, int brokerPort, bool secure, global::System.Security.Cryptography.X509Certificates.X509Certificate caCert, global::System.Security.Cryptography.X509Certificates.X509Certificate clientCert, global::nanoFramework.M2Mqtt.MqttSslProtocols sslProtocol) => throw null;
        public void Init(string brokerHostName, int brokerPort, bool secure, byte[] caCert, byte[] clientCert, global::nanoFramework.M2Mqtt.MqttSslProtocols sslProtocol) => throw null;
        public global::nanoFramework.M2Mqtt.Messages.MqttReasonCode Connect(string clientId) => throw null;
        public global::nanoFramework.M2Mqtt.Messages.MqttReasonCode Connect(string clientId, bool cleanSession) => throw null;
        public global::nanoFramework.M2Mqtt.Messages.MqttReasonCode Connect(string clientId, string username, string password) => throw null;
        public global::nanoFramework.M2Mqtt.Messages.MqttReasonCode Connect(string clientId, string username, string password, bool cleanSession, ushort keepAlivePeriod) => throw null;
        public global::nanoFramework.M2Mqtt.Messages.MqttReasonCode Connect(string clientId, string username, string password, bool willRetain, global::nanoFramework.M2Mqtt.Messages.MqttQoSLevel willQosLevel, bool willFlag, string willTopic, string willMessage, bool cleanSession, ushort keepAlivePeriod) => throw null;
        public void Disconnect() => throw null;
        public void Close() => throw null;
        public void Dispose() => throw null;
        public ushort Subscribe(string[] topics, global::nanoFramework.M2Mqtt.Messages.MqttQoSLevel[] qosLevels) => throw null;
        public ushort Unsubscribe(string[] topics) => throw null;
        public ushort Publish(string topic, byte[] message) => throw null;
        public ushort Publish(string topic, byte[] message, string contentType) => throw null;
        public ushort Publish(string topic, byte[] message, string contentType, global::System.Collections.ArrayList userProperties) => throw null;
        public ushort Publish(string topic, byte[] message, string contentType, global::System.Collections.ArrayList userProperties, global::nanoFramework.M2Mqtt.Messages.MqttQoSLevel qosLevel, bool retain) => throw null;
        public delegate void MqttMsgPublishEventHandler(object sender, global::nanoFramework.M2Mqtt.Messages.MqttMsgPublishEventArgs e);
        public delegate void MqttMsgPublishedEventHandler(object sender, global::nanoFramework.M2Mqtt.Messages.MqttMsgPublishedEventArgs e);
        public delegate void MqttMsgSubscribedEventHandler(object sender, global::nanoFramework.M2Mqtt.Messages.MqttMsgSubscribedEventArgs e);
        public delegate void MqttMsgUnsubscribedEventHandler(object sender, global::nanoFramework.M2Mqtt.Messages.MqttMsgUnsubscribedEventArgs e);
        public delegate void MqttMsgAuthenticationEventHandler(object sender, global::nanoFramework.M2Mqtt.Messages.MqttMsgAuthenticationEventArgs e);
        public delegate void ConnectionOpenedEventHandler(object sender, global::nanoFramework.M2Mqtt.Messages.ConnectionOpenedEventArgs e);
        public delegate void ConnectionClosedEventHandler(object sender, global::System.EventArgs e);
        public delegate void ConnectionClosedRequestEventHandler(object sender, global::nanoFramework.M2Mqtt.Messages.ConnectionClosedRequestEventArgs e);
    }

    public enum MqttProtocolVersion
    {
        Version_3_1 = 3,
        Version_3_1_1 = 4,
        Version_5 = 5,
    }

    public class MqttSettings
    {
        public const int BrokerDefaultPort = 1883;
        public const int BrokerDefaultSslPort = 8883;
        public const int DefaultTimeout = 30000;
        public const int MaximumAttemptsRetry = 3;
        public const int DefaultDelayRetry = 1000;
        public const int ConnectTimeout = 30000;
        public const int DefaultInflightQueueSize = 2147483647;
        internal MqttSettings() => throw null;
        public int Port { get => throw null; }
        public int SslPort { get => throw null; }
        public int TimeoutOnConnection { get => throw null; }
        public int TimeoutOnReceiving { get => throw null; }
        public int AttemptsOnRetry { get => throw null; }
        public int DelayOnRetry { get => throw null; }
        public int InflightQueueSize { get => throw null; set => throw null; }
        public bool ValidateServerCertificate { get => throw null; set => throw null; }
        public static global::nanoFramework.M2Mqtt.MqttSettings Instance { get => throw null; }
    }
}

namespace nanoFramework.M2Mqtt.Exceptions
{
    public enum MqttClientErrorCode
    {
        WillWrong = 1,
        KeepAliveWrong = 2,
        TopicWildcard = 3,
        TopicLength = 4,
        QosNotAllowed = 5,
        TopicsEmpty = 6,
        QosLevelsEmpty = 7,
        TopicsQosLevelsNotMatch = 8,
        WrongBrokerMessage = 9,
        WrongMessageId = 10,
        InflightQueueFull = 11,
        InvalidFlagBits = 12,
        InvalidConnectFlags = 13,
        InvalidClientId = 14,
        InvalidProtocolName = 15,
    }

    public class MqttClientException : global::System.Exception
    {
        public global::nanoFramework.M2Mqtt.Exceptions.MqttClientErrorCode ErrorCode { get => throw null; set => throw null; }
        public MqttClientException(global::nanoFramework.M2Mqtt.Exceptions.MqttClientErrorCode errorCode) => throw null;
    }

    public class MqttCommunicationException : global::System.Exception
    {
        public MqttCommunicationException() => throw null;
        public MqttCommunicationException(global::System.Exception e) => throw null;
    }

    public class MqttConnectionException : global::System.Exception
    {
        public MqttConnectionException(string message, global::System.Exception innerException) => throw null;
    }

    public class MqttTimeoutException : global::System.Exception
    {
        public MqttTimeoutException() => throw null;
    }
}

namespace nanoFramework.M2Mqtt.Messages
{
    public class ConnectionClosedRequestEventArgs : global::System.EventArgs
    {
    }

    public class ConnectionOpenedEventArgs : global::System.EventArgs
    {
    }

    public class MqttMsgAuthenticationEventArgs : global::System.EventArgs
    {
    }
}
