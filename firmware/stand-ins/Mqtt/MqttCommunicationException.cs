using System;

namespace nanoFramework.M2Mqtt.Exceptions;

/// <summary>A connection is broken.</summary>
public class MqttCommunicationException : Exception
{
    public MqttCommunicationException()
    {
    }

    public MqttCommunicationException(Exception e)
        : base(string.Empty, e)
    {
    }
}
