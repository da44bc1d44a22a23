namespace SqueezeNet.Embedded
{
    /// <summary>Where a model's plan wants its arena; the numbers are those of the header (SPEC 5.1).</summary>
    public enum ArenaMemory
    {
        /// <summary>The processor's own RAM, which the estimates of a plan are made for.</summary>
        Internal = 0,

        /// <summary>Memory behind the cache, such as PSRAM: large and slow.</summary>
        External = 1,
    }
}
