using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Training.Photos;

/// <summary>Photos that belong together by where they lie, what they are called, or when they were taken.</summary>
internal static class Bursts
{
    private static readonly TimeSpan longestPause = TimeSpan.FromSeconds(60);

    /// <summary>Puts photos together.</summary>
    public static void Unite(IReadOnlyList<ReadPhoto> photos, PhotoGrouping grouping, Unions unions)
    {
        switch (grouping)
        {
            case PhotoGrouping.Folder:
                ByKey(photos, unions, photo => Folder(photo.Name));
                break;
            case PhotoGrouping.Prefix:
                ByKey(photos, unions, photo => Prefix(photo.Name));
                break;
            case PhotoGrouping.Time:
                ByTime(photos, unions);
                break;
        }
    }

    /// <summary>What is to be known of a grouping; null if nothing is.</summary>
    public static string? Note(IReadOnlyList<ReadPhoto> photos, PhotoGrouping grouping)
    {
        int loose = photos.Count(photo => Folder(photo.Name) is null);
        int timeless = photos.Count(IsTimeless);
        return grouping switch
        {
            PhotoGrouping.Folder when loose > 0 =>
                $"Photos in no sub-folder of their class are groups of their own: {loose}.",
            PhotoGrouping.Time when timeless > 0 =>
                $"Photos that do not say when they were taken (EXIF): {timeless}; the time of the file is taken, which "
                + "a copy may have changed, so that other groups, and other weights, come of it.",
            _ => null,
        };
    }

    private static void ByKey(IReadOnlyList<ReadPhoto> photos, Unions unions, Func<ReadPhoto, string?> key)
    {
        Dictionary<(int Class, string Key), int> firsts = [];
        for (int i = 0; i < photos.Count; i++)
        {
            if (key(photos[i]) is string text && !firsts.TryAdd((photos[i].Class, text), i))
            {
                unions.Add(firsts[(photos[i].Class, text)], i);
            }
        }
    }

    /// <summary>A camera's clock is a local one, that of files is UTC: they are not compared.</summary>
    private static void ByTime(IReadOnlyList<ReadPhoto> photos, Unions unions)
    {
        int[] inTime = [.. Enumerable.Range(0, photos.Count)
            .OrderBy(i => photos[i].Class).ThenBy(i => IsTimeless(photos[i])).ThenBy(i => Time(photos[i]))
            .ThenBy(i => i)];
        foreach ((int before, int after) in inTime.Zip(inTime.Skip(1)))
        {
            if (photos[before].Class == photos[after].Class
                && IsTimeless(photos[before]) == IsTimeless(photos[after])
                && Time(photos[after]) - Time(photos[before]) <= longestPause)
            {
                unions.Add(before, after);
            }
        }
    }

    private static bool IsTimeless(ReadPhoto photo)
    {
        return photo.Print.Taken is null;
    }

    private static DateTime Time(ReadPhoto photo)
    {
        return photo.Print.Taken ?? photo.Written;
    }

    /// <summary>The sub-folder; null for what lies in the class folder itself.</summary>
    private static string? Folder(string name)
    {
        int slash = name.LastIndexOf('/');
        return slash < 0 ? null : name[..slash];
    }

    /// <summary>The name up to its last run of digits, with the folders before it.</summary>
    private static string Prefix(string name)
    {
        int start = name.LastIndexOf('/') + 1;
        int dot = name.LastIndexOf('.');
        ReadOnlySpan<char> stem = dot > start ? name.AsSpan(start, dot - start) : name.AsSpan(start);
        int last = stem.LastIndexOfAnyInRange('0', '9');
        ReadOnlySpan<char> before = last < 0 ? stem : stem[..last].TrimEnd("0123456789");
        return name[..start] + before.ToString();
    }
}
