namespace CameraNode.Desktop
{
    /// <summary>What kind of news there is.</summary>
    public enum SimulatorEventKind
    {
        /// <summary>The node's state has changed.</summary>
        State = 0,

        /// <summary>A frame was classified.</summary>
        Label = 1,

        /// <summary>Something went wrong, and the simulation goes on.</summary>
        Warning = 2,
    }

    /// <summary>News of a simulation.</summary>
    public sealed class SimulatorEvent
    {
        internal SimulatorEvent(
            SimulatorEventKind kind, NodeState state, string text, NodeResult? result, bool published)
        {
            Kind = kind;
            State = state;
            Text = text;
            Result = result;
            Published = published;
        }

        /// <summary>What kind of news this is.</summary>
        public SimulatorEventKind Kind { get; }

        /// <summary>The node's state now.</summary>
        public NodeState State { get; }

        /// <summary>The news as a line of text.</summary>
        public string Text { get; }

        /// <summary>The answer, if this is a Label.</summary>
        public NodeResult? Result { get; }

        /// <summary>Whether that answer is to be published.</summary>
        public bool Published { get; }
    }
}
