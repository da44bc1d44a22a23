namespace CameraNode.Tests
{
    /// <summary>A lamp that counts.</summary>
    internal sealed class FakeLight : ILight
    {
        public bool IsOn { get; private set; }

        /// <summary>How often it was switched.</summary>
        public int Switches { get; private set; }

        public void Set(bool on)
        {
            IsOn = on;
            Switches++;
        }
    }
}
