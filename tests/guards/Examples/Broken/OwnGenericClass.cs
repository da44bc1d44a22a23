namespace SqueezeNet.Embedded.Tests.Guards.Examples
{
    /// <summary>The CLR ends without a word.</summary>
    [Breaks("generics")]
    public static class OwnGenericClass
    {
        public static int Value()
        {
            return new Box<int>().Value;
        }

        private sealed class Box<T>
        {
            public T Value { get; set; }
        }
    }
}
