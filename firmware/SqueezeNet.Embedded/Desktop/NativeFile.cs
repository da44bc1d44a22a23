using System;
using System.IO;
using System.Reflection;
using System.Runtime.InteropServices;

namespace SqueezeNet.Embedded
{
    /// <summary>
    /// Where a desktop finds libsqnet: where the runtime looks, which is beside the assembly or where a package has
    /// put it, then in the folder runtimes beside the program, as the packed tool has it.
    /// </summary>
    internal static class NativeFile
    {
        /// <summary>
        /// The library's name, without what a system puts behind it. Not sqnet: on Windows the assembly of the tool,
        /// sqnet.dll, would be loaded for it.
        /// </summary>
        public const string Name = "libsqnet";

        /// <summary>The file's name on this system.</summary>
        public static string FileName
        {
            get
            {
                return OperatingSystem.IsWindows() ? "libsqnet.dll"
                    : OperatingSystem.IsMacOS() ? "libsqnet.dylib" : "libsqnet.so";
            }
        }

        /// <summary>Loads the library.</summary>
        /// <param name="library">Its handle, or null.</param>
        /// <returns>Whether there is one that this system can load.</returns>
        public static bool TryLoad(out IntPtr library)
        {
            return NativeLibrary.TryLoad(Name, typeof(NativeFile).Assembly, null, out library)
                || NativeLibrary.TryLoad(InRuntimes(), out library);
        }

        /// <summary>What the runtime asks before the first native call.</summary>
        public static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
        {
            return name == Name && TryLoad(out IntPtr library) ? library : IntPtr.Zero;
        }

        private static string InRuntimes()
        {
            string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
            string processor = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
            return Path.Combine(AppContext.BaseDirectory, "runtimes", $"{system}-{processor}", "native", FileName);
        }
    }
}
