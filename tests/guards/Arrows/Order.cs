using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Tests.Guards.Arrows;

/// <summary>
/// The folders of a folder, from the bottom up. A file may need files of its own folder and of the rows below; folders
/// of one row do not know each other.
/// </summary>
/// <param name="Root">The folder, "" for the checkout.</param>
/// <param name="Rows">
/// Names of folders in it, and of single files where they stand in a row of their own; "." for the other files beside
/// the folders. The first row is the bottom.
/// </param>
internal sealed record Order(string Root, params string[][] Rows)
{
    /// <summary>The files beside the folders.</summary>
    public const string Beside = ".";

    /// <summary>One line for each pair of folders that an arrow between them ties the wrong way.</summary>
    public IReadOnlyList<string> Violations(IEnumerable<Arrow> arrows)
    {
        return
        [
            .. from arrow in arrows.Distinct()
               let @from = Folder(arrow.From)
               let to = Folder(arrow.To)
               where @from is not null && to is not null && @from != to && Row(@from) <= Row(to)
               group arrow by (@from, to) into wrong
               orderby wrong.Key
               select Describe(wrong.Key.@from, wrong.Key.to, wrong),
        ];
    }

    /// <summary>Folders that hold files and stand in no row.</summary>
    public IReadOnlyList<string> Missing(IEnumerable<string> files)
    {
        return
        [
            .. files.Where(file => Inner(file) is not null && Folder(file) is null).Select(First).Distinct()
                .Select(folder =>
                    $"{(Root.Length > 0 ? Root : "the checkout")} has {folder}: give it a row in Orders.cs"),
        ];
    }

    /// <summary>Folders and files that stand in a row and hold none of the files.</summary>
    public IReadOnlyList<string> Gone(IReadOnlyCollection<string> files)
    {
        IEnumerable<string> names = Rows.SelectMany(row => row).Where(name => files.All(file => Folder(file) != name));
        return [.. names.Select(name => $"{Name(name)} is not there: take it out of Orders.cs")];
    }

    private string Describe(string from, string to, IEnumerable<Arrow> arrows)
    {
        IEnumerable<string> ties =
            from arrow in arrows
            group arrow.Name by (arrow.From, arrow.To) into pair
            orderby pair.Key
            let names = string.Join(", ", pair.Distinct().Order(StringComparer.Ordinal))
            select $"    {pair.Key.From} -> {pair.Key.To}: {names}";
        string row = Row(from) == Row(to) ? "beside it" : "above it";
        return string.Join('\n', ties.Prepend($"{Name(from)} -> {Name(to)}, which is {row}:"));
    }

    private string Name(string folder)
    {
        string name = folder == Beside ? "the files of " + Root : $"{Root}/{folder}";
        return name.TrimStart('/');
    }

    private int Row(string folder)
    {
        return Array.FindIndex(Rows, row => row.Contains(folder));
    }

    /// <summary>
    /// The longest name in a row that the file is under; null if it is not under the root, or in no row.
    /// </summary>
    private string? Folder(string file)
    {
        string? inner = Inner(file);
        if (inner is null)
        {
            return null;
        }

        string? folder = Rows.SelectMany(row => row)
            .Where(name => inner == name || inner.StartsWith(name + "/", StringComparison.Ordinal))
            .MaxBy(name => name.Length);
        return folder ?? (inner.Contains('/') || Row(Beside) < 0 ? null : Beside);
    }

    private string? Inner(string file)
    {
        string start = Root.Length > 0 ? Root + "/" : string.Empty;
        return file.StartsWith(start, StringComparison.Ordinal) ? file[start.Length..] : null;
    }

    private string First(string file)
    {
        string inner = Inner(file)!;
        return inner.Contains('/') ? inner[..inner.IndexOf('/')] + "/" : inner;
    }
}
