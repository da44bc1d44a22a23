namespace SqueezeNet.Embedded.Tests.Guards.Examples
{
    /// <summary>The call throws CLR_E_WRONG_TYPE.</summary>
    [Breaks("opcode")]
    public static class FunctionPointer
    {
        public static unsafe int Twice(int value)
        {
            delegate*<int, int> twice = &Double;
            return twice(value);
        }

        private static int Double(int value)
        {
            return 2 * value;
        }
    }
}
