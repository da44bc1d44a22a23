using System.Threading;

namespace CameraNode
{
    /// <summary>Runs something beside the node.</summary>
    public delegate void BackgroundRunner(ThreadStart work);
}
