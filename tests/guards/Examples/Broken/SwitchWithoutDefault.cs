namespace SqueezeNet.Embedded.Tests.Guards.Examples
{
    /// <summary>The compiler adds a method that throws.</summary>
    [Breaks("compiler helper")]
    public static class SwitchWithoutDefault
    {
        public static int Pixels(char format)
        {
#pragma warning disable CS8509 // What the example is about.
            return format switch
            {
                'G' => 1,
                'C' => 3,
            };
        }
    }
}
