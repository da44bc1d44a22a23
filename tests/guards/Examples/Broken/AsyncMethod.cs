using System.Threading.Tasks;

namespace SqueezeNet.Embedded.Tests.Guards.Examples
{
    /// <summary>There is no Task.</summary>
    [Breaks("surface")]
    public static class AsyncMethod
    {
        public static async Task<int> Later()
        {
            await Task.Yield();
            return 1;
        }
    }
}
