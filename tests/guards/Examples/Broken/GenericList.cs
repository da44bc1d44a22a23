using System.Collections.Generic;

namespace SqueezeNet.Embedded.Tests.Guards.Examples
{
    /// <summary>There is no List.</summary>
    [Breaks("surface")]
    public static class GenericList
    {
        public static int Count()
        {
            List<int> list = new List<int>();
            list.Add(1);
            return list.Count;
        }
    }
}
