using System.IO;

namespace SqueezeNet.Embedded.Flashing.Ports;

/// <summary>What /sys tells of a USB device.</summary>
/// <param name="Id">Vendor and product in hexadecimal, "303a:1001".</param>
/// <param name="Product">Its name for itself.</param>
/// <param name="SerialNumber">Its serial number.</param>
internal sealed record UsbFolder(string Id, string? Product, string? SerialNumber)
{
    // 1-2/1-2:1.0/ttyUSB0/tty/ttyUSB0: the device's folder is four above a bridge's tty, three above an own USB's.
    private const int Levels = 5;

    /// <summary>The device that a tty belongs to; null if that is none on USB.</summary>
    /// <param name="link">The tty in /sys/class/tty.</param>
    public static UsbFolder? Of(string link)
    {
        DirectoryInfo? folder = Directory.ResolveLinkTarget(link, returnFinalTarget: true) as DirectoryInfo;
        for (int level = 0; level < Levels && folder is not null; level++)
        {
            string? vendor = Read(folder, "idVendor");
            string? product = Read(folder, "idProduct");
            if (vendor is not null && product is not null)
            {
                return new UsbFolder($"{vendor}:{product}", Read(folder, "product"), Read(folder, "serial"));
            }

            folder = folder.Parent;
        }

        return null;
    }

    private static string? Read(DirectoryInfo folder, string name)
    {
        string file = Path.Combine(folder.FullName, name);
        return File.Exists(file) ? File.ReadAllText(file).Trim() : null;
    }
}
