using System;
using System.Collections;
using nanoFramework.M2Mqtt.Messages;

namespace nanoFramework.M2Mqtt;

/// <summary>What an MQTT client can do: the part of nanoFramework's interface that a camera node needs.</summary>
public interface IMqttClient
{
    delegate void MqttMsgPublishEventHandler(object sender, MqttMsgPublishEventArgs e);

    delegate void MqttMsgPublishedEventHandler(object sender, MqttMsgPublishedEventArgs e);

    delegate void ConnectionClosedEventHandler(object sender, EventArgs e);

    /// <summary>A message of a subscribed topic has arrived.</summary>
    event MqttMsgPublishEventHandler? MqttMsgPublishReceived;

    /// <summary>A published message has reached the broker.</summary>
    event MqttMsgPublishedEventHandler? MqttMsgPublished;

    /// <summary>The connection is gone, wanted or not.</summary>
    event ConnectionClosedEventHandler? ConnectionClosed;

    bool IsConnected { get; }

    MqttReasonCode Connect(
        string clientId,
        string? username,
        string? password,
        bool willRetain,
        MqttQoSLevel willQosLevel,
        bool willFlag,
        string? willTopic,
        string? willMessage,
        bool cleanSession,
        ushort keepAlivePeriod);

    void Disconnect();

    ushort Subscribe(string[] topics, MqttQoSLevel[] qosLevels);

    ushort Unsubscribe(string[] topics);

    ushort Publish(
        string topic,
        byte[] message,
        string? contentType,
        ArrayList? userProperties,
        MqttQoSLevel qosLevel,
        bool retain);

    void Close();
}
