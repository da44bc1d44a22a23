using System;

namespace SqueezeNet.Embedded.Tests.Guards.Examples
{
    /// <summary>CoreLibrary declares Action of T, and the CLR ends without a word where one is made.</summary>
    [Breaks("surface")]
    public static class GenericDelegate
    {
        public static void Run(Action<int> action)
        {
            action(1);
        }
    }
}
