using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SqueezeNet.Embedded.Host.Training.Photos;

/// <summary>
/// Photos to be looked at, as a JSON file: an array of entries whose actions a person edits, and which are then carried
/// out.
/// </summary>
/// <param name="Path">The file.</param>
/// <param name="Entries">In the order of the file.</param>
public sealed record ReviewFile(string Path, IReadOnlyList<ReviewEntry> Entries)
{
    private static readonly JsonSerializerOptions options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.Strict,
    };

    /// <summary>The bytes of a file of entries.</summary>
    public static byte[] Write(IReadOnlyList<ReviewEntry> entries)
    {
        return [.. JsonSerializer.SerializeToUtf8Bytes(entries, options), (byte)'\n'];
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="TrainingException">It is no such file; the message says where.</exception>
    public static ReviewFile Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            ReviewEntry?[] entries =
                JsonSerializer.Deserialize<ReviewEntry?[]>(File.ReadAllBytes(path), options) ?? [];
            int empty = Array.IndexOf(entries, null);
            return empty < 0
                ? new ReviewFile(path, [.. entries.OfType<ReviewEntry>()])
                : throw new TrainingException($"{path}, entry {empty + 1}: this is null; remove it.");
        }
        catch (JsonException e)
        {
            string where = e.LineNumber is long line ? $", line {line + 1}" : string.Empty;
            throw new TrainingException(
                $"{path}{where}: this is no array of entries with file, label, named, probability and action; mend it, "
                + "or take the file that training writes beside its report.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string problem = File.Exists(path) || Directory.Exists(path) ? e.Message.TrimEnd('.') : "no such file";
            throw new TrainingException(
                $"{path}: {problem}; name the file that training writes beside its report.");
        }
    }

    /// <summary>Entries that a person has decided on, and whose photos are still where they were.</summary>
    /// <param name="folder">Folder of the class folders.</param>
    internal IReadOnlyList<ReviewEntry> Open(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return [.. Entries.Where(entry => entry.Action.Trim() != ReviewPlan.Keep
            && File.Exists(System.IO.Path.Combine(folder, entry.File)))];
    }

    /// <summary>What is to be moved; nothing is yet.</summary>
    /// <param name="folder">Folder of the class folders.</param>
    /// <exception cref="TrainingException">
    /// A photo is missing, a class is unknown or an action is none; the message names the entry.
    /// </exception>
    public IReadOnlyList<ReviewMove> Plan(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ReviewPlan plan = new(folder, [.. Entries.Select(entry => entry.Label)]);
        for (int i = 0; i < Entries.Count; i++)
        {
            try
            {
                plan.Add(Entries[i]);
            }
            catch (TrainingException e)
            {
                throw new TrainingException(
                    $"{Path}, entry {i + 1} ({Entries[i].File}): {e.Message} Nothing was moved.");
            }
        }

        return plan.Moves;
    }

    /// <summary>Carries out what is to be moved: all of it, or nothing.</summary>
    /// <param name="moves">As planned.</param>
    /// <exception cref="IOException">
    /// A photo cannot be moved; those before it were put back, or the message says where they are.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static void Apply(IReadOnlyList<ReviewMove> moves)
    {
        ArgumentNullException.ThrowIfNull(moves);
        Stack<ReviewMove> done = [];
        try
        {
            foreach (ReviewMove move in moves)
            {
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(move.To)!);
                File.Move(move.From, move.To, overwrite: false);
                done.Push(move);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string[] lost = [.. done.Select(PutBack).OfType<string>()];
            if (lost.Length == 0)
            {
                throw;
            }

            throw new IOException(
                $"{e.Message.TrimEnd('.')}. Photos moved before could not be put back: {string.Join("; ", lost)}.", e);
        }
    }

    /// <summary>Takes a move back.</summary>
    /// <returns>Where the photo is, and why; null if it is where it was.</returns>
    private static string? PutBack(ReviewMove move)
    {
        try
        {
            File.Move(move.To, move.From, overwrite: false);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{move.From} is in {move.To} ({e.Message.TrimEnd('.')})";
        }
    }
}
