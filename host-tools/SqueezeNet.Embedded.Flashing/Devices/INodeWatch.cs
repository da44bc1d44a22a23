using System;
using System.Threading;
using System.Threading.Tasks;

namespace SqueezeNet.Embedded.Flashing.Devices;

/// <summary>A board whose console is read after a start.</summary>
public interface INodeWatch
{
    /// <summary>Follows the console until the first label, a cause why none comes, or the end of the time.</summary>
    Task<NodeStart> FollowAsync(TimeSpan longest, CancellationToken cancellation);
}
