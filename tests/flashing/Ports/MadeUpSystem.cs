using System.IO;
using SqueezeNet.Embedded.Flashing.Ports;

namespace SqueezeNet.Embedded.Tests.Flashing.Ports;

/// <summary>A folder with sys, dev, proc and etc as a Linux system with USB serial ports has them.</summary>
internal sealed class MadeUpSystem
{
    private readonly string root;

    public MadeUpSystem(string root)
    {
        this.root = root;
        Directory.CreateDirectory(At("sys/class/tty"));
        Directory.CreateDirectory(At("dev"));
        Directory.CreateDirectory(At("etc"));
        File.WriteAllText(At("etc/group"), "root:x:0:\ndialout:x:20:\n");
        Ports = new PortList(root);
    }

    public PortList Ports { get; }

    /// <summary>Plugs a device in.</summary>
    /// <param name="tty">The kernel's name: ttyACM0 for an own USB, ttyUSB0 for a bridge.</param>
    public void AddUsb(string tty, string vendor, string product, string? serial = null)
    {
        string device = $"sys/devices/pci0000:00/usb1/1-{tty}";
        string above = tty.StartsWith("ttyUSB", System.StringComparison.Ordinal) ? $"/{tty}" : string.Empty;
        string folder = $"{device}/1-{tty}:1.0{above}/tty/{tty}";
        Directory.CreateDirectory(At(folder));
        File.WriteAllText(At($"{device}/idVendor"), vendor + "\n");
        File.WriteAllText(At($"{device}/idProduct"), product + "\n");
        File.WriteAllText(At($"{device}/product"), "A made-up device\n");
        if (serial is not null)
        {
            File.WriteAllText(At($"{device}/serial"), serial + "\n");
        }

        Directory.CreateSymbolicLink(At($"sys/class/tty/{tty}"), $"../../../{folder}");
        File.WriteAllText(At($"dev/{tty}"), string.Empty);
    }

    /// <summary>A port of the computer's own, which has no USB above it.</summary>
    public void AddOwn(string tty)
    {
        Directory.CreateDirectory(At($"sys/devices/platform/serial8250/tty/{tty}"));
        Directory.CreateSymbolicLink(
            At($"sys/class/tty/{tty}"), $"../../devices/platform/serial8250/tty/{tty}");
        File.WriteAllText(At($"dev/{tty}"), string.Empty);
    }

    /// <summary>Pulls a device out.</summary>
    public void Remove(string tty)
    {
        Directory.Delete(At($"sys/class/tty/{tty}"));
        Directory.Delete(At($"sys/devices/pci0000:00/usb1/1-{tty}"), recursive: true);
        File.Delete(At($"dev/{tty}"));
    }

    /// <summary>Lets a process have a port open.</summary>
    public void Hold(string port, int process, string command)
    {
        Directory.CreateDirectory(At($"proc/{process}/fd"));
        File.WriteAllText(At($"proc/{process}/comm"), command + "\n");
        File.CreateSymbolicLink(At($"proc/{process}/fd/3"), port);
    }

    public void SetGroups(string content)
    {
        File.WriteAllText(At("etc/group"), content);
    }

    private string At(string path)
    {
        return Path.Combine(root, path);
    }
}
