using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Ports;
using System.Linq;

namespace SqueezeNet.Embedded.Flashing.Ports;

/// <summary>
/// The serial ports of this computer. Linux tells in /sys what hangs on them; elsewhere only their names are known.
/// Nothing is opened: that would reset some boards.
/// </summary>
public sealed class PortList
{
    // The kernel's names of serial ports over USB.
    private static readonly string[] usbNames = ["ttyACM", "ttyUSB"];

    private readonly string root;
    private readonly bool hasSysfs;

    /// <summary>This computer.</summary>
    public PortList()
        : this("/", OperatingSystem.IsLinux())
    {
    }

    /// <summary>A folder that holds sys, dev, proc and etc as a Linux system does.</summary>
    /// <param name="root">The folder.</param>
    public PortList(string root)
        : this(root, true)
    {
    }

    private PortList(string root, bool hasSysfs)
    {
        this.root = root;
        this.hasSysfs = hasSysfs;
    }

    /// <summary>All ports that a board can hang on, by name.</summary>
    public IReadOnlyList<SerialPortInfo> All()
    {
        return hasSysfs ? FromSysfs() : FromNames();
    }

    /// <summary>Whether a port is there. A URL, which esptool takes too, always is.</summary>
    /// <param name="name">As it is opened.</param>
    public bool Has(string name)
    {
        return IsUrl(name) || (hasSysfs
            ? File.Exists(Below(name))
            : SerialPort.GetPortNames().Contains(name, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Who has a port open, such as "minicom (process 812)"; null if nobody is seen.</summary>
    /// <param name="name">As it is opened.</param>
    public string? Holder(string name)
    {
        return hasSysfs ? new ProcessFiles(Below("/proc")).Holder(name) : null;
    }

    /// <summary>The group whose members may open serial ports, by what /etc/group knows.</summary>
    public string Group()
    {
        string file = Below("/etc/group");
        string[] groups = File.Exists(file) ? File.ReadAllLines(file) : [];
        string[] known = ["dialout", "uucp"];
        return known.FirstOrDefault(name => groups.Any(line => line.StartsWith(name + ":", StringComparison.Ordinal)))
            ?? known[0];
    }

    /// <summary>Whether this is no port of the computer but an address, as esptool and pyserial take it.</summary>
    /// <param name="name">As it is given.</param>
    internal static bool IsUrl(string name)
    {
        return name.Contains("://", StringComparison.Ordinal);
    }

    private static List<SerialPortInfo> FromNames()
    {
        // macOS has each port twice; the one that does not wait for a carrier is for us.
        return [.. SerialPort.GetPortNames()
            .Where(name => !OperatingSystem.IsMacOS() || name.StartsWith("/dev/cu.usb", StringComparison.Ordinal))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(name => new SerialPortInfo(name))];
    }

    private List<SerialPortInfo> FromSysfs()
    {
        string folder = Below("/sys/class/tty");
        return !Directory.Exists(folder) ? [] : [.. Directory.GetFileSystemEntries(folder)
            .Select(path => Path.GetFileName(path))
            .Where(name => usbNames.Any(start => name.StartsWith(start, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)
            .Select(name => Describe(name, UsbFolder.Of(Path.Combine(folder, name))))];
    }

    private SerialPortInfo Describe(string name, UsbFolder? usb)
    {
        string file = $"/dev/{name}";
        string? known = usb is null ? null : UsbDevices.Name(usb.Id);
        return new SerialPortInfo(file)
        {
            UsbId = usb?.Id,
            SerialNumber = usb?.SerialNumber,
            Device = known ?? usb?.Product,
            IsLikelyBoard = known is not null,
            IsPermitted = FileAccessCheck.CanReadAndWrite(Below(file)),
        };
    }

    private string Below(string path)
    {
        return Path.Combine(root, path.TrimStart('/'));
    }
}
