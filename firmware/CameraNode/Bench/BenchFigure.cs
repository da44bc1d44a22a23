namespace CameraNode
{
    /// <summary>Measures a figure; throws ModelException if it cannot be had.</summary>
    internal delegate int BenchFigure();
}
