using System.Collections.Generic;
using MQTTnet;

namespace nanoFramework.M2Mqtt;

/// <summary>Numbers for topics in one connection of MQTT 5: the broker learns each with its first use.</summary>
internal sealed class TopicAliases(int most)
{
    private readonly Dictionary<string, ushort> numbers = [];

    /// <summary>Gives a message its topic's number, and leaves the topic out where the broker knows it.</summary>
    public void Shorten(MqttApplicationMessage message)
    {
        if (numbers.TryGetValue(message.Topic, out ushort number))
        {
            message.TopicAlias = number;
            message.Topic = string.Empty;
        }
        else if (numbers.Count < most)
        {
            message.TopicAlias = (ushort)(numbers.Count + 1);
            numbers.Add(message.Topic, message.TopicAlias);
        }
    }
}
