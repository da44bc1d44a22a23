namespace CameraNode
{
    /// <summary>Shows a node's state, if there is a lamp.</summary>
    internal sealed class NodeLight
    {
        private readonly NodeParts parts;
        private readonly StatusReport report;
        private readonly CameraHealth camera;
        private readonly BrokerSession session;

        public NodeLight(NodeParts parts, StatusReport report, CameraHealth camera, BrokerSession session)
        {
            this.parts = parts;
            this.report = report;
            this.camera = camera;
            this.session = session;
        }

        /// <summary>Shows the most important thing that there is to show.</summary>
        public void Show(NodeState state)
        {
            if (parts.Led != null)
            {
                parts.Led.Show(Pattern(state), parts.Clock.Milliseconds);
            }
        }

        /// <summary>A frame was classified.</summary>
        public void ShowFrame(NodeState state)
        {
            if (parts.Led != null && state == NodeState.Running)
            {
                parts.Led.Flash(parts.Clock.Milliseconds);
            }
        }

        private LedPattern Pattern(NodeState state)
        {
            if (report.IsModelBroken)
            {
                return LedPatterns.ModelFailed;
            }

            if (state == NodeState.Running && camera.IsBroken)
            {
                return LedPatterns.CameraFailed;
            }

            return state == NodeState.Reconnecting && !session.IsLinkUp ? LedPatterns.Joining : LedPatterns.Of(state);
        }
    }
}
