using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace SqueezeNet.Embedded.Tests.Guards.Image;

/// <summary>The files of a finished build for octal-8mb, small: as far as firmware/image reads them.</summary>
internal sealed class MiniatureBuild : IDisposable
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";
    private static readonly Lazy<string> settings = new(() => Run("settings", "octal-8mb").Output);
    private readonly string folder = Directory.CreateTempSubdirectory("sqnet-image").FullName;

    public MiniatureBuild()
    {
        Directory.CreateDirectory(At("build/bootloader"));
        File.WriteAllText(Sdkconfig, settings.Value);
        File.WriteAllText(At("build/CMakeCache.txt"), "CMAKE_BUILD_TYPE:STRING=MinSizeRel\n");
        File.WriteAllBytes(At("build/bootloader/bootloader.bin"), Header(flashSize: 3));
        File.WriteAllBytes(At("build/partitions_8mb.bin"), Table());
        File.WriteAllBytes(Clr, [.. Header(flashSize: 3), .. Record()]);
    }

    public string Sdkconfig => At("sdkconfig");

    public string Clr => At("build/nanoCLR.bin");

    public string Firmware => At("out/octal-8mb");

    public string At(string name) => Path.Combine(folder, name);

    public (int Exit, string Output) Check() => Run("check", "octal-8mb", "--sdkconfig", Sdkconfig);

    public (int Exit, string Output) Collect()
    {
        return Run(
            "collect", "octal-8mb", "--sdkconfig", Sdkconfig, "--build", At("build"), "--source", $"clr={Commit}",
            "--source", $"camera={Commit}", "--output", At("out"));
    }

    /// <summary>Runs the script; both of its streams, since its errors are what is looked for.</summary>
    public static (int Exit, string Output) Run(params string[] arguments)
    {
        string script = Path.Combine(Repository.Root, "firmware", "image", "image.sh");
        ProcessStartInfo start = new("bash", [script, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>The start of an image: magic, mode DIO, size and 80 MHz, and the number of the ESP32-S3.</summary>
    public static byte[] Header(int flashSize, byte chip = 9)
    {
        byte[] header = new byte[24];
        (header[0], header[2], header[3], header[12]) = (0xE9, 2, (byte)((flashSize << 4) | 15), chip);
        return header;
    }

    /// <summary>What gen_esp32part.py makes of our table: entries of 32 bytes.</summary>
    private static byte[] Table()
    {
        byte[] table = Enumerable.Repeat((byte)0xFF, 3072).ToArray();
        string csv = Path.Combine(Repository.Root, "firmware", "partitions", "esp32s3_8mb.csv");
        int at = 0;
        foreach (string[] row in File.ReadLines(csv).Where(line => line[0] != '#').Select(line => line.Split(',')))
        {
            byte[] entry = new byte[32];
            (entry[0], entry[1]) = (0xAA, 0x50);
            BitConverter.GetBytes(Number(row[3])).CopyTo(entry, 4);
            BitConverter.GetBytes(Number(row[4])).CopyTo(entry, 8);
            Encoding.ASCII.GetBytes(row[0]).CopyTo(entry, 12);
            entry.CopyTo(table, at);
            at += entry.Length;
        }

        return table;
    }

    /// <summary>How the CLR's record of the native assembly lies in memory: name, checksum, methods, version.</summary>
    private static byte[] Record()
    {
        string source = File.ReadAllText(
            Path.Combine(Repository.Root, "nanoframework-native", "interop", "sqnet_native.cpp"));
        Match match = Regex.Match(source, @"(0x[0-9A-F]{8}),\s+method_lookup,\s+\{ (\d+), (\d+), (\d+), (\d+) \}");
        IEnumerable<byte> version = match.Groups.Values.Skip(2).SelectMany(
            group => BitConverter.GetBytes(ushort.Parse(group.Value, CultureInfo.InvariantCulture)));
        return [4, 3, 2, 0x3C, .. BitConverter.GetBytes(Number(match.Groups[1].Value)), 8, 7, 6, 0x3C, .. version];
    }

    private static uint Number(string text) => Convert.ToUInt32(text.Trim(), 16);
}
