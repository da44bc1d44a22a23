using System.Collections.Generic;
using System.Linq;
using CameraNode;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes.Fakes;

/// <summary>A broker in memory.</summary>
internal sealed class FakeMessages(FakeClock clock) : IMessageClient
{
    public event MessageClientHandler? Confirmed;

    public event MessageClientHandler? Closed;

    public bool IsConnected { get; private set; }

    public int Outstanding { get; private set; }

    /// <summary>Whether connecting works.</summary>
    public bool Reachable { get; set; } = true;

    /// <summary>Whether messages are confirmed at once.</summary>
    public bool Confirms { get; set; } = true;

    /// <summary>Whether the connection breaks at the next message.</summary>
    public bool BreaksAtPublish { get; set; }

    /// <summary>When connecting was tried.</summary>
    public List<long> Attempts { get; } = [];

    public List<Message> Messages { get; } = [];

    public string? WillTopic { get; private set; }

    public string? Will { get; private set; }

    /// <summary>How the last connection ended: "disconnect", "close" or "lost".</summary>
    public string? Ending { get; private set; }

    public IEnumerable<string> Labels => Messages.Where(m => m.Topic.EndsWith("/label")).Select(m => m.Text);

    public IEnumerable<string> Statuses => Messages.Where(m => m.Topic.EndsWith("/status")).Select(m => m.Text);

    public void Connect(NodeSettings settings, string willTopic, string will)
    {
        Attempts.Add(clock.Milliseconds);
        if (!Reachable)
        {
            throw new MessageException("connection refused");
        }

        WillTopic = willTopic;
        Will = will;
        Outstanding = 0;
        IsConnected = true;
        Ending = null;
    }

    public void Publish(string topic, string text, int qualityOfService, bool retain)
    {
        if (BreaksAtPublish)
        {
            BreaksAtPublish = false;
            IsConnected = false;
        }

        if (!IsConnected)
        {
            throw new MessageException("there is no connection");
        }

        Messages.Add(new Message(topic, text, qualityOfService, retain, clock.Milliseconds));
        Outstanding++;
        if (Confirms)
        {
            Confirm();
        }
    }

    public void Disconnect()
    {
        if (IsConnected)
        {
            Ending = "disconnect";
        }

        IsConnected = false;
    }

    public void Close()
    {
        if (IsConnected)
        {
            Ending = "close";
        }

        IsConnected = false;
    }

    /// <summary>The broker confirms everything.</summary>
    public void Confirm()
    {
        Outstanding = 0;
        Confirmed?.Invoke();
    }

    /// <summary>The connection breaks.</summary>
    public void Lose()
    {
        IsConnected = false;
        Ending = "lost";
        Closed?.Invoke();
    }

    internal sealed record Message(string Topic, string Text, int QualityOfService, bool Retain, long Time);
}
