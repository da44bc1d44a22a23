using System.Runtime.InteropServices;

namespace SqueezeNet.Embedded.Host.Inspection;

/// <summary>How engines execute models on this machine. Scores never depend on it.</summary>
public static class DesktopEngine
{
    private const string Library = "libsqnet";
    private const int MostThreads = 32;

    /// <summary>Whether the native engine is installed; without it <see cref="Backend.Vector"/> serves.</summary>
    public static bool IsNative
    {
        get { return NativeEngine.IsAvailable(); }
    }

    /// <summary>
    /// The instruction set of models that this thread opens: portable, avx2, vnni, neon or dotprod for the native
    /// engine; portable, ssse3, avx2, neon or dotprod for the vector engine; csharp for the reference.
    /// </summary>
    public static string InstructionSet(Backend backend)
    {
        return Resolve(backend) switch
        {
            Backend.Native when IsNative => Marshal.PtrToStringUTF8(sqnet_host_preferred_isa()) ?? string.Empty,
            Backend.Native => string.Empty,
            Backend.Vector => VectorPaths.Name(VectorPaths.Preferred),
            _ => "csharp",
        };
    }

    /// <summary>What Automatic is on this machine; all others are what they are.</summary>
    public static Backend Resolve(Backend backend)
    {
        return backend != Backend.Automatic ? backend : IsNative ? Backend.Native : Backend.Vector;
    }

    /// <summary>Chooses for the models that this thread opens from now on.</summary>
    /// <param name="backend">For which engine.</param>
    /// <param name="instructionSet">One of its instruction sets; null for the best there is.</param>
    /// <param name="threads">
    /// Threads that share one image, 1..32; the vector engine takes them from <see cref="NetworkOptions.Cores"/>.
    /// </param>
    /// <returns>Whether this machine can do it; if not, nothing changes.</returns>
    public static bool Prefer(Backend backend, string? instructionSet, int threads)
    {
        return Resolve(backend) switch
        {
            Backend.Native => IsNative && sqnet_host_prefer(instructionSet, threads) == 0,
            Backend.Vector => threads is >= 1 and <= MostThreads && VectorPaths.Prefer(instructionSet),
            _ => threads == 1 && instructionSet is null,
        };
    }

    [DllImport(Library)]
    private static extern int sqnet_host_prefer([MarshalAs(UnmanagedType.LPUTF8Str)] string? isa, int threads);

    [DllImport(Library)]
    private static extern nint sqnet_host_preferred_isa();
}
