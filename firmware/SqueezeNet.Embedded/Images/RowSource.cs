namespace SqueezeNet.Embedded
{
    /// <summary>Gives the rows of the network's input one by one, so that it is never stored.</summary>
    public abstract class RowSource
    {
        /// <summary>Produces one row.</summary>
        /// <param name="y">0 .. height - 1, each asked for once, in order.</param>
        /// <param name="row">Receives width x 3 values q = pixel - 128 in the order R, G, B.</param>
        /// <returns>Whether it could; false stops the run.</returns>
        public abstract bool Read(int y, sbyte[] row);
    }
}
