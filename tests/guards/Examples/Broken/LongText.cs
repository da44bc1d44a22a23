namespace SqueezeNet.Embedded.Tests.Guards.Examples
{
    /// <summary>The metadata processor stops.</summary>
    [Breaks("limit")]
    public static class LongText
    {
        private const string Line = "0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqr";
        private const string Page = Line + Line + Line + Line + Line + Line + Line + Line;
        private const string Chapter = Page + Page + Page + Page + Page + Page + Page + Page;
        private const string Book = Chapter + Chapter + Chapter + Chapter + Chapter + Chapter + Chapter + Chapter;

        public static string Text()
        {
            return Book + Book + Chapter;
        }
    }
}
