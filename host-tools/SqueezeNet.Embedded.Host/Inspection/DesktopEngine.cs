using System.Runtime.InteropServices;

namespace SqueezeNet.Embedded.Host.Inspection;

/// <summary>How the native engine executes models on this machine. Scores never depend on it.</summary>
public static class DesktopEngine
{
    private const string Library = "sqnet";

    /// <summary>The instruction set of models that this thread opens: portable, avx2 or vnni.</summary>
    public static string InstructionSet
    {
        get { return Marshal.PtrToStringUTF8(sqnet_host_preferred_isa()) ?? string.Empty; }
    }

    /// <summary>Chooses for the models that this thread opens from now on.</summary>
    /// <param name="instructionSet">portable, avx2 or vnni; null for the best there is.</param>
    /// <param name="threads">Threads that share one image, 1..32.</param>
    /// <returns>Whether this machine can do it; if not, nothing changes.</returns>
    public static bool Prefer(string? instructionSet, int threads)
    {
        return sqnet_host_prefer(instructionSet, threads) == 0;
    }

    [DllImport(Library)]
    private static extern int sqnet_host_prefer([MarshalAs(UnmanagedType.LPUTF8Str)] string? isa, int threads);

    [DllImport(Library)]
    private static extern nint sqnet_host_preferred_isa();
}
