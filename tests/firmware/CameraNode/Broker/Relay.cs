using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes.Broker;

/// <summary>Stands between a client and its broker, notes every packet, and holds back what a test wants.</summary>
internal sealed class Relay : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly TcpClient broker = new();
    private readonly List<Packet> sent = [];
    private readonly List<Packet> held = [];
    private TcpClient? client;

    /// <summary>Takes one client, for the broker at a port.</summary>
    public Relay(int brokerPort)
    {
        listener.Start();
        Start(() =>
        {
            client = listener.AcceptTcpClient();
            broker.Connect(IPAddress.Loopback, brokerPort);
            Start(() => Forward(broker, client, Hold));
            Forward(client, broker, Note);
        });
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Which of the broker's packets wait for <see cref="Release"/>.</summary>
    public Func<Packet, bool> Holds { get; set; } = _ => false;

    /// <summary>What the client has sent.</summary>
    public Packet[] Sent
    {
        get
        {
            lock (sent)
            {
                return [.. sent];
            }
        }
    }

    /// <summary>The broker's packets that wait.</summary>
    public Packet[] Held
    {
        get
        {
            lock (held)
            {
                return [.. held];
            }
        }
    }

    /// <summary>Lets everything pass, what waits first.</summary>
    public void Release()
    {
        lock (held)
        {
            Holds = _ => false;
            held.ForEach(packet => client!.GetStream().Write(packet.Bytes));
            held.Clear();
        }
    }

    /// <summary>Cuts the connection, as a power failure of the client does.</summary>
    public void Cut()
    {
        broker.Client.Close(0);
        client?.Close();
    }

    public void Dispose()
    {
        listener.Dispose();
        broker.Dispose();
        client?.Dispose();
    }

    private static void Start(Action work)
    {
        new Thread(() =>
        {
            try
            {
                work();
            }
            catch (Exception e)
                when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // One side has closed.
            }
        })
        { IsBackground = true }.Start();
    }

    private static void Forward(TcpClient from, TcpClient to, Func<Packet, bool> holds)
    {
        using (to)
        {
            for (Packet? packet = Read(from.GetStream()); packet != null; packet = Read(from.GetStream()))
            {
                if (!holds(packet))
                {
                    to.GetStream().Write(packet.Bytes);
                }
            }
        }
    }

    private static Packet? Read(NetworkStream stream)
    {
        List<byte> head = [];
        int length = 0;
        do
        {
            int value = stream.ReadByte();
            if (value < 0)
            {
                return null;
            }

            length += head.Count == 0 ? 0 : (value & 0x7f) << (7 * (head.Count - 1));
            head.Add((byte)value);
        }
        while (head.Count == 1 || head[^1] >= 0x80);
        byte[] body = new byte[length];
        stream.ReadExactly(body);
        return new Packet((PacketType)(head[0] >> 4), body, [.. head, .. body]);
    }

    private bool Note(Packet packet)
    {
        lock (sent)
        {
            sent.Add(packet);
            return false;
        }
    }

    private bool Hold(Packet packet)
    {
        lock (held)
        {
            bool holds = Holds(packet);
            if (holds)
            {
                held.Add(packet);
            }

            return holds;
        }
    }
}
