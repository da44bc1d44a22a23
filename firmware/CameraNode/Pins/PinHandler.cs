namespace CameraNode
{
    /// <summary>The level of an input has changed; comes on any thread.</summary>
    /// <param name="isHigh">Whether it is high now.</param>
    public delegate void PinHandler(bool isHigh);
}
