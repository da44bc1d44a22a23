using System;
using System.Device.Gpio;
using CameraNode;

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
        LedPin = new GpioController().OpenPin(1, PinMode.Output);
    }

    public NodeSettings Settings { get; } = new() { ClientId = "door", IntervalMilliseconds = 100 };

    public FakeClock Clock { get; }

    public FakeMessages Messages { get; }

    public FakeCamera Camera { get; }

    public FakeLink Link { get; } = new();

    public FakeObserver Observer { get; } = new();

    public GpioPin LedPin { get; }

    /// <summary>Cats, and then no more pictures.</summary>
    public static Bench OfCats(int count)
    {
        return new Bench(i => i <= count ? CatsAndDogs.Cat : null);
    }

    public Node Make()
    {
        NodeParts parts = new(Link, model, Camera, Messages)
        {
            Clock = Clock,
            Observer = Observer,
            Led = new StatusLed(LedPin),
        };
        return new Node(Settings, parts);
    }

    public Node Run()
    {
        Node node = Make();
        node.Run();
        return node;
    }
}
