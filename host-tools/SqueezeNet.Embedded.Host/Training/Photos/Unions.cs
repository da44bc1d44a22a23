using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Training.Photos;

/// <summary>Photos that are put together pair by pair.</summary>
internal sealed class Unions
{
    private readonly int[] parents;

    /// <summary>Each photo alone.</summary>
    public Unions(int photos)
    {
        parents = [.. Enumerable.Range(0, photos)];
    }

    private Unions(Unions other)
    {
        parents = [.. other.parents];
    }

    /// <summary>Those of two or more photos, each in order, by their first ones.</summary>
    public IEnumerable<int[]> Together => Enumerable.Range(0, parents.Length)
        .GroupBy(First)
        .Select(photos => photos.ToArray())
        .Where(photos => photos.Length > 1);

    /// <summary>The same photos together; what is added to either stays out of the other.</summary>
    public Unions Copy() => new(this);

    /// <summary>The first photo that one is together with, by number.</summary>
    public int First(int photo)
    {
        while (parents[photo] != photo)
        {
            parents[photo] = parents[parents[photo]];
            photo = parents[photo];
        }

        return photo;
    }

    /// <summary>Whether two are together.</summary>
    public bool Has(int photo, int other)
    {
        return First(photo) == First(other);
    }

    /// <summary>Puts two, and all that they are with, together.</summary>
    public void Add(int photo, int other)
    {
        (int one, int two) = (First(photo), First(other));
        (int low, int high) = one < two ? (one, two) : (two, one);
        parents[high] = low;
    }

    /// <summary>Puts photos together.</summary>
    public void Add(IReadOnlyList<int> photos)
    {
        for (int i = 1; i < photos.Count; i++)
        {
            Add(photos[0], photos[i]);
        }
    }

    /// <summary>A number for each photo, the same for those together; from 0 in order of first ones.</summary>
    public int[] Numbers()
    {
        Dictionary<int, int> numbers = [];
        int[] all = new int[parents.Length];
        for (int i = 0; i < all.Length; i++)
        {
            numbers.TryAdd(First(i), numbers.Count);
            all[i] = numbers[First(i)];
        }

        return all;
    }
}
