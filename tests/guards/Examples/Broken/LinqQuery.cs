using System.Linq;

namespace SqueezeNet.Embedded.Tests.Guards.Examples
{
    /// <summary>There is no LINQ.</summary>
    [Breaks("surface")]
    public static class LinqQuery
    {
        public static int Sum(int[] values)
        {
            return values.Sum();
        }
    }
}
