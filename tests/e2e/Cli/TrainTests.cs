using System.IO;
using System.Linq;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>sqnet train: what is refused before anything is done, and reviews.</summary>
[TestClass]
public sealed class TrainTests
{
    private readonly TemporaryFolder folder = new();

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    [DataRow("Give the model to train from with --from", "-o", "x.sqnt")]
    [DataRow("Say what to write: -o mine.sqnt", "--from", "MODEL")]
    [DataRow("-o takes a name that ends with .onnx or .sqnt, not 'x.bin'", "--from", "MODEL", "-o", "x.bin")]
    [DataRow("-o names two files that end with .sqnt", "--from", "MODEL", "-o", "x.sqnt", "-o", "y.sqnt")]
    [DataRow("--fit and --board exclude each other", "RUN", "--fit", "esp32-s3-eye", "--board", "esp32-s3-eye")]
    [DataRow("--fit: ", "RUN", "--fit", "no-such-board")]
    [DataRow("--size takes pixels from 96 to 224", "RUN", "--size", "64")]
    [DataRow("--size takes pixels from 96 to 224", "RUN", "--fit", "esp32-s3-eye", "--size", "160..96")]
    [DataRow("--size 96..160 leaves the choice open", "RUN", "--size", "96..160")]
    [DataRow("--max-ms takes milliseconds above 0, such as 62.5, not '62,5'", "RUN", "--max-ms", "62,5")]
    [DataRow("--folds takes a whole number from 2 to 20, not '1'", "RUN", "--folds", "1")]
    [DataRow("--folds takes a whole number from 2 to 20, not '21'", "RUN", "--folds", "21")]
    [DataRow("--views takes a whole number from 1 to 64, not '1000000'", "RUN", "--views", "1000000")]
    [DataRow("The review beside --report and --node are", "RUN", "--report", "m.htm", "--node", "m-review.json")]
    [DataRow("The settings beside the blob and --report are the same", "RUN", "--report", "node.json")]
    [DataRow("--review goes with PHOTOS alone", "RUN", "--review", "x.json")]
    public void WrongArgumentsAreRefused(string message, params string[] arguments)
    {
        Sqnet result = Train(arguments);
        Assert.AreEqual(2, result.ExitCode, result.Errors);
        StringAssert.Contains(result.Errors, message);
        Assert.IsEmpty(Directory.GetFileSystemEntries(folder.Path).Where(path => path.EndsWith(".sqnt")));
    }

    [TestMethod]
    public void AModelThatIsMissingOrABlobIsToldFromOneToTrain()
    {
        Sqnet missing = Train("--from", "gone.onnx", "-o", "x.sqnt");
        Assert.AreEqual(3, missing.ExitCode);
        StringAssert.Contains(missing.Errors, "gone.onnx: no such file");
        StringAssert.Contains(missing.Errors, "sqnet pull squeezenet1.1");
        Sqnet blob = Train("--from", CardsBlob.Path, "-o", "x.sqnt", "--json");
        Assert.AreEqual(3, blob.ExitCode);
        StringAssert.Contains(blob.Json.GetProperty("error").GetProperty("message").GetString(), "this is a blob");
    }

    /// <summary>Before the minutes that a training takes.</summary>
    [TestMethod]
    public void SettingsThatTheNodeWouldRefuseAreRefusedAtOnce()
    {
        string node = folder.Write("node.json", """{"minScore": 0.5}""");
        Sqnet result = Train("RUN", "--node", node);
        Assert.AreEqual(3, result.ExitCode, result.Errors);
        StringAssert.Contains(result.Errors, "minScore is called minProbability now");
        Assert.AreEqual("""{"minScore": 0.5}""", File.ReadAllText(node));
    }

    [TestMethod]
    public void AReviewMovesPhotos()
    {
        folder.Write("photos/cat/1.jpg", "a");
        folder.Write("photos/dog/2.jpg", "b");
        string review = folder.Write("review.json", """
            [{"file": "cat/1.jpg", "label": "cat", "named": "dog", "probability": 0.9, "action": "move:dog"}]
            """);
        Sqnet moved = InProcess.RunIn(folder.Path, "train", "photos", "--review", review, "--json");
        Assert.AreEqual(0, moved.ExitCode, moved.Errors);
        JsonElement move = moved.Json.GetProperty("moved")[0];
        Assert.AreEqual(Path.Combine(folder.Path, "photos", "dog", "1.jpg"), move.GetProperty("to").GetString());
        Assert.AreEqual("a", File.ReadAllText(folder.File("photos/dog/1.jpg")));
        Sqnet again = InProcess.RunIn(folder.Path, "train", "photos", "--review", review);
        Assert.AreEqual(3, again.ExitCode);
        StringAssert.Contains(again.Errors, "cat/1.jpg");
    }

    /// <summary>Before the minutes that a training takes, and until the decisions are carried out.</summary>
    [TestMethod]
    public void AReviewWithDecisionsIsNotReplaced()
    {
        folder.Write("photos/cat/1.jpg", "a");
        folder.Write("photos/dog/2.jpg", "b");
        string review = folder.Write("mine-review.json", """
            [{"file": "cat/1.jpg", "label": "cat", "named": "dog", "probability": 0.9, "action": "move:dog"}]
            """);
        Sqnet refused = Train("RUN", "--report", "mine.html");
        Assert.AreEqual(3, refused.ExitCode, refused.Errors);
        StringAssert.Contains(refused.Errors, "mine-review.json has 1 decision that was not carried out");
        StringAssert.Contains(refused.Errors, "sqnet train photos --review mine-review.json");
        Assert.AreEqual(0, InProcess.RunIn(folder.Path, "train", "photos", "--review", review).ExitCode);
        StringAssert.Contains(Train("RUN", "--report", "mine.html").Errors, "The class 'cat' is empty");
        folder.Write("mine-review.json", "[{");
        StringAssert.Contains(Train("RUN", "--report", "mine.html").Errors, "mend it, or delete it");
    }

    /// <summary>RUN stands for what is always there; MODEL for a model.</summary>
    private Sqnet Train(params string[] arguments)
    {
        Directory.CreateDirectory(folder.File("photos"));
        string model = Repository.Cards("cards.onnx");
        string[] given = [.. arguments.SelectMany(word => word switch
        {
            "RUN" => new[] { "--from", model, "-o", "x.sqnt" },
            "MODEL" => [model],
            _ => [word],
        })];
        return InProcess.RunIn(folder.Path, ["train", "photos", .. given]);
    }
}
