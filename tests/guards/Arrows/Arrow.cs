namespace SqueezeNet.Embedded.Tests.Guards.Arrows;

/// <summary>One file needs another.</summary>
/// <param name="From">The file that needs, from the checkout.</param>
/// <param name="To">The file that is needed.</param>
/// <param name="Name">What ties them: a type, a member, a function, a header, a project.</param>
internal sealed record Arrow(string From, string To, string Name);
