namespace CameraNode
{
    /// <summary>Settings and where they come from.</summary>
    public sealed class LoadedSettings
    {
        /// <summary>Source of settings that are compiled in.</summary>
        public const string BuiltIn = "built-in";

        /// <summary>Puts it together.</summary>
        public LoadedSettings(NodeSettings settings, string source, string problem)
        {
            Settings = settings;
            Source = source;
            Problem = problem;
        }

        /// <summary>The settings.</summary>
        public NodeSettings Settings { get; }

        /// <summary>Name of the file, or <see cref="BuiltIn"/>.</summary>
        public string Source { get; }

        /// <summary>
        /// What is wrong with better sources, and why new settings were undone; empty if nothing.
        /// </summary>
        public string Problem { get; }
    }
}
