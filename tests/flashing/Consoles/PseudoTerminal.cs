using System;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace SqueezeNet.Embedded.Tests.Flashing.Consoles;

/// <summary>A serial port of the system's making: what is written into it is read at the other end.</summary>
internal sealed class PseudoTerminal : IDisposable
{
    private const int ReadAndWriteWithoutControl = 2 | 0x100;

    private readonly FileStream board;

    public PseudoTerminal()
    {
        int handle = posix_openpt(ReadAndWriteWithoutControl);
        if (handle < 0 || grantpt(handle) != 0 || unlockpt(handle) != 0)
        {
            throw new IOException("the system gives no pseudo terminal");
        }

        byte[] name = new byte[128];
        ptsname_r(handle, name, name.Length);
        Name = System.Text.Encoding.ASCII.GetString(name).TrimEnd('\0');
        board = new FileStream(new SafeFileHandle(handle, ownsHandle: true), FileAccess.ReadWrite, 0);
    }

    /// <summary>The name by which the port is opened.</summary>
    public string Name { get; }

    /// <summary>Lets the board say something.</summary>
    public void Say(ReadOnlySpan<byte> text)
    {
        board.Write(text);
    }

    public void Dispose()
    {
        board.Dispose();
    }

    [DllImport("libc")]
    private static extern int posix_openpt(int flags);

    [DllImport("libc")]
    private static extern int grantpt(int handle);

    [DllImport("libc")]
    private static extern int unlockpt(int handle);

    [DllImport("libc")]
    private static extern int ptsname_r(int handle, byte[] name, nint length);
}
