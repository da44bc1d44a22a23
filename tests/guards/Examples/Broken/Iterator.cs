using System.Collections.Generic;

namespace SqueezeNet.Embedded.Tests.Guards.Examples
{
    /// <summary>There is no generic enumerator.</summary>
    [Breaks("surface")]
    public static class Iterator
    {
        public static IEnumerable<int> Numbers()
        {
            yield return 1;
        }
    }
}
