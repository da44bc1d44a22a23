using System;
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

    /// <summary>Cats, and then no more pictures.</summary>
    public static Bench OfCats(int count)
    {
        return new Bench(i => i <= count ? CatsAndDogs.Cat : null);
    }

    public Node Make(Action<NodeParts>? change = null)
    {
        Led = new StatusLed(Light);
        NodeParts parts = new(Link, model, Camera, Messages)
        {
            Clock = Clock,
            Observer = Observer,
            Led = Led,
        };
        change?.Invoke(parts);
        return new Node(Settings, parts);
    }

    /// <summary>Runs a node to its end; every picture must have come back, also after an exception.</summary>
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
