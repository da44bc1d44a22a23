namespace SqueezeNet.Embedded.Tests.Guards.Examples
{
    /// <summary>There is a String, but it lacks this method.</summary>
    [Breaks("surface")]
    public static class StringReplace
    {
        public static string Clean(string text)
        {
            return text.Replace("a", "b");
        }
    }
}
