using System.IO;
using System.Threading;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes.Broker;

/// <summary>A stream from which nothing comes until it is disposed: a pipe whose sender is silent.</summary>
internal sealed class SilentStream : MemoryStream
{
    private readonly ManualResetEventSlim ended = new();

    public override int Read(byte[] buffer, int offset, int count)
    {
        ended.Wait();
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        ended.Set();
        base.Dispose(disposing);
    }
}
