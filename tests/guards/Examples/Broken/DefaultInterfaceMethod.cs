namespace SqueezeNet.Embedded.Tests.Guards.Examples
{
    /// <summary>The call throws CLR_E_WRONG_TYPE.</summary>
    [Breaks("default interface method")]
    public static class DefaultInterfaceMethod
    {
        public interface ICounter
        {
            int Count { get; }

            int Next()
            {
                return Count + 1;
            }
        }
    }
}
