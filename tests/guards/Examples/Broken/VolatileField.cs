namespace SqueezeNet.Embedded.Tests.Guards.Examples
{
    /// <summary>It does not compile for the device.</summary>
    [Breaks("volatile")]
    public static class VolatileField
    {
        private static volatile bool stopped;

        public static bool Stop()
        {
            stopped = true;
            return stopped;
        }
    }
}
