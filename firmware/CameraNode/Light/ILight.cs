namespace CameraNode
{
    /// <summary>A lamp.</summary>
    public interface ILight
    {
        /// <summary>Switches it.</summary>
        void Set(bool on);
    }
}
