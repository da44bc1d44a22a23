using System;
using System.IO;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Tests.Host.Training;

/// <summary>The card model's images as photos: a folder for each class, seven in each.</summary>
internal static class CardPhotos
{
    /// <summary>Copies those of some classes.</summary>
    /// <param name="labels">Folder names; "stop" and so on.</param>
    /// <returns>The folder that holds them.</returns>
    public static string Copy(TemporaryFolder folder, params string[] labels)
    {
        foreach (string part in new[] { "calibration", "samples" })
        {
            foreach (string file in ImageFile.Find(Repository.Cards(part)).Files)
            {
                string[] words = Path.GetFileNameWithoutExtension(file).Split('_');
                if (Array.IndexOf(labels, words[1]) >= 0)
                {
                    string name = $"{part}_{Path.GetFileName(file)}";
                    folder.Write(Path.Combine("photos", words[1], name), File.ReadAllBytes(file));
                }
            }
        }

        return folder.File("photos");
    }

    /// <summary>The network that was trained on 21 classes of them.</summary>
    public static SqueezeNetModel Network()
    {
        return ModelImporter.Import(
            Repository.Cards("cards.onnx"), new ImportOptions { LabelsFile = Repository.Cards("labels.txt") });
    }
}
