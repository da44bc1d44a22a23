using System;

namespace nanoFramework.M2Mqtt.Messages;

/// <summary>A message that this client published has reached the broker.</summary>
public class MqttMsgPublishedEventArgs : EventArgs
{
    public MqttMsgPublishedEventArgs(ushort messageId)
        : this(messageId, true)
    {
    }

    public MqttMsgPublishedEventArgs(ushort messageId, bool isPublished)
    {
        MessageId = messageId;
        IsPublished = isPublished;
    }

    /// <summary>What Publish returned.</summary>
    public ushort MessageId { get; set; }

    /// <summary>False if it was given up.</summary>
    public bool IsPublished { get; set; }
}
