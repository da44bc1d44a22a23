namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>Where the true classes of images are read.</summary>
public sealed record ClassesFrom
{
    private ClassesFrom(string text)
    {
        Text = text;
    }

    /// <summary>The names of the images' folders: labels, class indices, or both.</summary>
    public static ClassesFrom Folder { get; } = new("folder");

    /// <summary>The number that a file's name begins with: the class index.</summary>
    public static ClassesFrom Name { get; } = new("name");

    /// <summary>As the option --classes-from says it: "folder", "name", or the path of a list.</summary>
    public string Text { get; }

    /// <summary>Path of the list; null where paths themselves tell.</summary>
    public string? ListFile => this == Folder || this == Name ? null : Text;

    /// <summary>A file with a line for each image: its path or name, and its label or class index.</summary>
    public static ClassesFrom List(string path)
    {
        return new ClassesFrom(path);
    }

    /// <summary>What the option --classes-from means; null stays null: whatever fits all images.</summary>
    public static ClassesFrom? Parse(string? text)
    {
        return text is null ? null : new ClassesFrom(text);
    }
}
