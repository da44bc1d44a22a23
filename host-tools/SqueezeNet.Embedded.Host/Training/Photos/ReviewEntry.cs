namespace SqueezeNet.Embedded.Host.Training.Photos;

/// <summary>A photo that may be in the wrong class, and what is to be done with it.</summary>
/// <param name="File">Its path below the folder of photos, with forward slashes.</param>
/// <param name="Label">The class that it is in.</param>
/// <param name="Named">The class that a network named that had not seen it.</param>
/// <param name="Probability">Of the class that was named, 0..1.</param>
/// <param name="Action">"keep", "remove", or "move:" and the label of another class.</param>
public sealed record ReviewEntry(string File, string Label, string Named, double Probability, string Action = "keep");
