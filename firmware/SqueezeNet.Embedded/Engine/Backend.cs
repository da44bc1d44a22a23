namespace SqueezeNet.Embedded
{
    /// <summary>What executes a network. All give the same scores.</summary>
    public enum Backend
    {
        /// <summary>The C engine: SIMD on the device, libsqnet on a desktop.</summary>
        Native = 0,

        /// <summary>The C# reference: slow, no native component needed.</summary>
        Managed = 1,
    }
}
