namespace SqueezeNet.Embedded.Tests.Guards.Examples
{
    /// <summary>The sum wraps around.</summary>
    [Breaks("checked")]
    public static class CheckedSum
    {
        public static int Sum(int left, int right)
        {
            return checked(left + right);
        }
    }
}
