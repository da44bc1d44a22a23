using System;

namespace nanoFramework.Runtime.Native;

/// <summary>
/// Starts a device again; a desktop program ends. Stand-in for nanoFramework's class of the same name.
/// </summary>
public class Power
{
    /// <summary>Starts again.</summary>
    public static void RebootDevice()
    {
        Environment.Exit(0);
    }
}
