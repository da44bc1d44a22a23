using System.IO;
using System.Linq;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Tests.Host.Building;

/// <summary>The card model's calibration images.</summary>
internal static class CardImages
{
    /// <summary>Copies every so many of them.</summary>
    /// <returns>The folder that holds them.</returns>
    public static string Copy(TemporaryFolder folder, int every)
    {
        foreach (string file in ImageFile.Find(Repository.Cards("calibration")).Files.Where((_, i) => i % every == 0))
        {
            folder.Write(Path.Combine("calibration", Path.GetFileName(file)), File.ReadAllBytes(file));
        }

        return folder.File("calibration");
    }
}
