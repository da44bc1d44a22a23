using System.Runtime.CompilerServices;

namespace SqueezeNet.Embedded.Tests.Guards.Examples
{
    /// <summary>The CLR finds no entry for it.</summary>
    [Breaks("native method")]
    public static class UnknownNativeMethod
    {
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int Ticks();
    }
}
