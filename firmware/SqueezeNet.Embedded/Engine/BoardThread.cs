namespace SqueezeNet.Embedded
{
    /// <summary>A thread of a board that runs native code of this library.</summary>
    public enum BoardThread
    {
        /// <summary>The one that all managed threads run on.</summary>
        Clr = 0,

        /// <summary>The one on the other core, which runs stages in the background.</summary>
        Worker = 1,

        /// <summary>The one that helps it with a stage.</summary>
        Helper = 2,
    }
}
