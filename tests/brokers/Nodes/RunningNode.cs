using System;
using System.Collections.Concurrent;
using System.Threading;
using CameraNode;
using CameraNode.Tests;

namespace SqueezeNet.Embedded.Tests.Brokers.Nodes;

/// <summary>A node with a real connection on a thread of its own, cheap enough for hundreds in a process.</summary>
internal sealed class RunningNode : INodeObserver, IDisposable
{
    private const int StackBytes = 512 * 1024;

    private readonly ConcurrentQueue<string> warnings = [];
    private readonly Thread thread;
    private Exception? failure;
    private int connections;

    /// <summary>Starts it.</summary>
    public RunningNode(NodeSettings settings)
    {
        Settings = settings;
        Node = new Node(
            settings,
            new NodeParts(
                new FakeLink(), new FakeModelSource(), new FakeStillCamera(int.MaxValue), new MqttMessageClient())
            {
                Observer = this,
            });
        thread = new Thread(Run, StackBytes) { IsBackground = true, Name = settings.ClientId };
        thread.Start();
    }

    public Node Node { get; }

    public NodeSettings Settings { get; }

    /// <summary>Connections that were made.</summary>
    public int Connections => Volatile.Read(ref connections);

    public bool IsConnected => Node.State == NodeState.Running;

    public string[] Warnings => [.. warnings];

    /// <summary>Stops it, and waits until it has.</summary>
    public void Stop()
    {
        Node.RequestStop();
        Join();
    }

    /// <summary>Waits until it ends by itself.</summary>
    public void Join()
    {
        thread.Join();
        if (failure != null)
        {
            throw new InvalidOperationException($"The node {Settings.ClientId} has failed.", failure);
        }
    }

    public void Dispose()
    {
        Node.RequestStop();
        thread.Join();
    }

    public void StateChanged(NodeState state)
    {
        if (state == NodeState.Running)
        {
            Interlocked.Increment(ref connections);
        }
    }

    public void Decoded(int percent)
    {
    }

    public void Classified(FrameClassification classification, bool published)
    {
    }

    public void Opened(string firmware, string model, string crc)
    {
    }

    public void Measured(string document)
    {
    }

    public void Warned(string message)
    {
        warnings.Enqueue(message);
    }

    private void Run()
    {
        try
        {
            Node.Run();
        }
        catch (Exception e)
        {
            failure = e;
        }
    }
}
