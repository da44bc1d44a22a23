using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using CameraNode;
using CameraNode.Tests;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes.Fakes;

/// <summary>A node and everything around it.</summary>
internal sealed class Bench
{
    private readonly IModelSource model;

    public Bench(Func<int, Frame?> capture, IModelSource? model = null)
    {
        this.model = model ?? new CatsAndDogs();
        Clock = new FakeClock();
        Messages = new FakeMessages(Clock);
        Camera = new FakeCamera(capture);
    }

    public NodeSettings Settings { get; } = new()
    {
        ClientId = "door",
        IntervalMilliseconds = 100,
        QueueLength = 1,
        StatusMilliseconds = 0,
    };

    public FakeClock Clock { get; }

    public FakeMessages Messages { get; }

    public FakeCamera Camera { get; }

    public FakeLink Link { get; } = new();

    public FakeObserver Observer { get; } = new();

    public FakeLight Light { get; } = new();

    public StatusLed? Led { get; private set; }

    /// <summary>Waits as the node's own backoff makes them.</summary>
    public Backoff Waits => new(Settings.ClientId);

    /// <summary>Numbers of the frames whose labels arrived, in the order of their arrival.</summary>
    public int[] Sequence => [.. Messages.Labels.Select(label => Parse(label).GetProperty("seq").GetInt32())];

    /// <summary>What the statuses said, in their order.</summary>
    public string[] Kinds => [.. Messages.Statuses.Select(status => Parse(status).GetProperty("status").GetString()!)];

    /// <summary>Cats, and then no more frames.</summary>
    public static Bench OfCats(int count)
    {
        return new Bench(i => i <= count ? CatsAndDogs.Cat : null);
    }

    public Node Make(Action<NodeParts>? change = null)
    {
        NodeParts parts = MakeParts();
        change?.Invoke(parts);
        return new Node(Settings, parts);
    }

    /// <summary>What a node is given.</summary>
    public NodeParts MakeParts()
    {
        Led = new StatusLed(Light);
        return new NodeParts(Link, model, Camera, Messages)
        {
            Clock = Clock,
            Observer = Observer,
            Led = Led,
        };
    }

    /// <summary>When a broker is tried that lets a node in from a moment on.</summary>
    public static long[] Attempts(Backoff waits, long first, long reachable)
    {
        List<long> attempts = [first];
        while (attempts[^1] < reachable)
        {
            attempts.Add(attempts[^1] + waits.Next());
        }

        return [.. attempts];
    }

    public static JsonElement Parse(string json)
    {
        return JsonDocument.Parse(json).RootElement;
    }

    /// <summary>The broker breaks the connection, and lets nobody in.</summary>
    public void GoAway()
    {
        Messages.Reachable = false;
        Messages.Lose();
    }

    /// <summary>Runs a node to its end; every frame must have come back, also after an exception.</summary>
    public Node Run(Node? made = null)
    {
        Node node = made ?? Make();
        try
        {
            node.Run();
        }
        finally
        {
            Assert.AreEqual(0, Camera.Away);
        }

        return node;
    }
}
