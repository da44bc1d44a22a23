namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>A path that the user has given.</summary>
/// <param name="Name">The option or argument.</param>
internal sealed record NamedPath(string Name, PathRole Role, string Path);
