using System.Runtime.InteropServices;

namespace SqueezeNet.Embedded.Tests.Guards.Examples
{
    /// <summary>There are no libraries to import from.</summary>
    [Breaks("native method")]
    public static class ImportedFunction
    {
        public static int Process()
        {
            return getpid();
        }

        [DllImport("libc")]
        private static extern int getpid();
    }
}
