namespace SqueezeNet.Embedded
{
    /// <summary>What executes a network. All give the same scores.</summary>
    public enum Backend
    {
        /// <summary>The C engine: SIMD on the device, libsqnet on a desktop.</summary>
        Native = 0,

        /// <summary>The C# reference: slow, no native component needed.</summary>
        Managed = 1,

        /// <summary>C# with vector instructions: some two to three times the native engine's time, desktops only.</summary>
        Vector = 2,

        /// <summary>Native where the native engine is there; on a desktop without it Vector.</summary>
        Automatic = 3,
    }
}
