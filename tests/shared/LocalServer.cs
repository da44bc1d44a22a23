using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace SqueezeNet.Embedded.Tests;

/// <summary>
/// An HTTP/1.1 server on this computer that answers as a test says, byte by byte: also in ways that proper servers
/// cannot.
/// </summary>
internal sealed class LocalServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Func<ServerRequest, ServerReply> answer;

    public LocalServer(Func<ServerRequest, ServerReply> answer)
    {
        this.answer = answer;
        listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/model.bin");
        _ = Accept();
    }

    public Uri Address { get; }

    public ConcurrentQueue<ServerRequest> Requests { get; } = [];

    /// <summary>Bytes of bodies that were sent.</summary>
    public long Sent => Interlocked.Read(ref sent);

    private long sent;

    public void Dispose()
    {
        end.Cancel();
        listener.Dispose();
        end.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _ = Serve(await listener.AcceptTcpClientAsync(end.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                ServerRequest request = await Read(stream);
                Requests.Enqueue(request);
                await Send(client, stream, answer(request));
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The client has gone, or the test is over.
            }
        }
    }

    private async Task<ServerRequest> Read(NetworkStream stream)
    {
        StringBuilder text = new();
        byte[] one = new byte[1];
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, end.Token);
            text.Append((char)one[0]);
        }

        string[] lines = text.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Dictionary<string, string> headers = lines.Skip(1)
            .Select(l => l.Split(": ", 2))
            .ToDictionary(p => p[0].ToLowerInvariant(), p => p[1]);
        return new ServerRequest(lines[0].Split(' ')[1], headers);
    }

    private async Task Send(TcpClient client, NetworkStream stream, ServerReply reply)
    {
        long length = reply.Declared ?? reply.Body.Length;
        StringBuilder head = new($"HTTP/1.1 {reply.Status} Status\r\nConnection: close\r\n");
        head.Append(length >= 0 ? $"Content-Length: {length}\r\n" : "");
        reply.Headers.ToList().ForEach(h => head.Append($"{h.Key}: {h.Value}\r\n"));
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head + "\r\n"), end.Token);
        int until = reply.CutAfter ?? reply.StallAfter ?? reply.Body.Length;
        do
        {
            await SendBody(stream, reply.Body.AsMemory(0, until), reply.Trickle);
        }
        while (reply.Endless);

        if (reply.StallAfter is not null)
        {
            await Task.Delay(Timeout.Infinite, end.Token);
        }

        if (reply.CutAfter is not null)
        {
            client.LingerState = new LingerOption(true, 0);
        }
    }

    private async Task SendBody(NetworkStream stream, ReadOnlyMemory<byte> body, int trickle)
    {
        int step = trickle > 0 ? 1024 : 1 << 16;
        for (int at = 0; at < body.Length; at += step)
        {
            ReadOnlyMemory<byte> piece = body.Slice(at, Math.Min(step, body.Length - at));
            await stream.WriteAsync(piece, end.Token);
            Interlocked.Add(ref sent, piece.Length);
            await Task.Delay(trickle, end.Token);
        }
    }
}
