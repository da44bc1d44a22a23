using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Flashing.Images;

/// <summary>
/// An application for nanoFramework: its assemblies, one behind the other, each from a multiple of four.
/// </summary>
public sealed class ApplicationImage
{
    private const int Alignment = 4;
    private const byte Erased = 0xFF;

    private ApplicationImage(byte[] bytes, IReadOnlyList<DeviceAssembly> assemblies)
    {
        Bytes = bytes;
        Assemblies = assemblies;
    }

    /// <summary>The file.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>What is in it.</summary>
    public IReadOnlyList<DeviceAssembly> Assemblies { get; }

    /// <summary>Reads an application and checks each of its assemblies as the CLR does.</summary>
    /// <exception cref="FlashingException">One is damaged, or the file is no application.</exception>
    public static ApplicationImage Read(byte[] bytes)
    {
        List<DeviceAssembly> assemblies = [];
        int at = 0;
        while (at < bytes.Length && bytes.AsSpan(at).ContainsAnyExcept(Erased))
        {
            DeviceAssembly assembly = DeviceAssembly.Read(bytes.AsSpan(at), at);
            assemblies.Add(assembly);
            at = (at + assembly.Bytes + Alignment - 1) / Alignment * Alignment;
        }

        return assemblies.Count > 0
            ? new ApplicationImage(bytes, assemblies)
            : throw new FlashingException(FlashingCause.BadFile, "offset 0x0: there is no assembly in this file.");
    }

    /// <summary>Fails if the CLR of a firmware would not run it.</summary>
    /// <exception cref="FlashingException">It asks for another native half; the message has the remedy.</exception>
    public void RequireFits(FirmwareManifest firmware)
    {
        DeviceAssembly? assembly = Assemblies.FirstOrDefault(one => one.Name == firmware.NativeAssembly);
        if (assembly is null)
        {
            throw Mismatch($"there is no assembly {firmware.NativeAssembly} in the application, and firmware "
                + $"{firmware.Name} {firmware.Version} holds its native half: build the application with this version "
                + "of the library");
        }

        if (assembly.NativeChecksum != firmware.Checksum)
        {
            throw Mismatch($"{assembly.Name} {assembly.Version} asks for native code with the checksum "
                + FormattableString.Invariant($"0x{assembly.NativeChecksum:X8}, and firmware {firmware.Name} ")
                + $"{firmware.Version} has {firmware.NativeChecksum}: take the firmware of the library's version, or "
                + "build the application with that of the firmware");
        }
    }

    private static FlashingException Mismatch(string fault)
    {
        return new FlashingException(FlashingCause.DoesNotFit, $"{fault}.");
    }
}
