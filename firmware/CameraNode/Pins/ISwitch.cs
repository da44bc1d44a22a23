namespace CameraNode
{
    /// <summary>An output that is on or off, whichever level that is.</summary>
    public interface ISwitch
    {
        /// <summary>Switches it.</summary>
        void Set(bool on);
    }
}
