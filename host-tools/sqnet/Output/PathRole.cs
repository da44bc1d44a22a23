namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>What the value of an option or argument is to the file system.</summary>
internal enum PathRole
{
    /// <summary>No path.</summary>
    Text = 0,

    /// <summary>A file that is read.</summary>
    Input = 1,

    /// <summary>A model that is read, with the files that belong to it.</summary>
    Model = 2,

    /// <summary>A folder whose images are read.</summary>
    Images = 3,

    /// <summary>A word, or a file that is read.</summary>
    WordOrInput = 4,

    /// <summary>A file that is written.</summary>
    Output = 5,

    /// <summary>A folder in which files are written.</summary>
    OutputFolder = 6,

    /// <summary>A folder in which is kept what can be fetched again.</summary>
    Cache = 7,

    /// <summary>An image that is read, or a folder of them.</summary>
    ImageOrFolder = 8,

    /// <summary>A blob that is written, made of the blob or model that is read.</summary>
    OutputBlob = 9,

    /// <summary>A folder whose files are read.</summary>
    Folder = 10,
}
