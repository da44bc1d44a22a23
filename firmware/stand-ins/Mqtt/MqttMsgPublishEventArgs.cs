using System;

namespace nanoFramework.M2Mqtt.Messages;

/// <summary>A message of a subscribed topic has arrived.</summary>
public class MqttMsgPublishEventArgs : EventArgs
{
    public MqttMsgPublishEventArgs(string topic, byte[] message, bool dupFlag, MqttQoSLevel qosLevel, bool retain)
    {
        Topic = topic;
        Message = message;
        DupFlag = dupFlag;
        QosLevel = qosLevel;
        Retain = retain;
    }

    public string Topic { get; internal set; }

    public byte[] Message { get; internal set; }

    public bool DupFlag { get; internal set; }

    public MqttQoSLevel QosLevel { get; internal set; }

    public bool Retain { get; internal set; }
}
