namespace CameraNode
{
    /// <summary>What is told of new settings that did not pass their trial.</summary>
    public static class TrialText
    {
        private const string Begin = "New settings were undone: ";

        /// <summary>Says what was wrong with them.</summary>
        /// <param name="modelProblem">Why the model cannot be used, empty if it can.</param>
        /// <param name="isJoined">Whether the network was joined.</param>
        /// <param name="brokerProblem">Why the broker was not reached, as far as is known.</param>
        public static string Undone(string modelProblem, bool isJoined, string brokerProblem)
        {
            if (modelProblem.Length > 0)
            {
                return Begin + "the model could not be used with them. " + modelProblem;
            }

            return isJoined
                ? (Begin + "the broker was not reached with them. " + brokerProblem).TrimEnd(' ')
                : Begin + "the network was not joined with them.";
        }
    }
}
