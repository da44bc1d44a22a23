using System.Text;
using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>
    /// What was measured, as one JSON object with a line for each member. What could not be had is null, and its reason
    /// is in "missing" under the figure's path.
    /// </summary>
    internal sealed class BenchReport
    {
        /// <summary>
        /// The document is shorter, also with four runs of 32 stages and a reason for whatever else there is.
        /// </summary>
        public const int MostBytes = 8192;

        private const int MostReasonLetters = 160;

        private readonly StringBuilder members = new StringBuilder();
        private readonly StringBuilder runs = new StringBuilder();
        private readonly JsonText missing = new JsonText();

        /// <summary>Adds a member.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="json">Its value as JSON.</param>
        public void Add(string name, string json)
        {
            members.Append(JsonText.Quoted(name)).Append(':').Append(json).Append(",\n");
        }

        /// <summary>Adds a run.</summary>
        public void AddRun(string json)
        {
            runs.Append(runs.Length > 0 ? ",\n" : "\n").Append(json);
        }

        /// <summary>A figure as JSON, null if it cannot be had.</summary>
        public string Figure(string path, BenchFigure measure)
        {
            try
            {
                return measure().ToString();
            }
            catch (ModelException e)
            {
                return Miss(path, e.Message);
            }
        }

        /// <summary>Says why a figure cannot be had.</summary>
        /// <returns>What stands in its place.</returns>
        public string Miss(string path, string reason)
        {
            missing.Add(path, reason.Length > MostReasonLetters ? reason.Substring(0, MostReasonLetters) : reason);
            return "null";
        }

        /// <summary>The document.</summary>
        public string Text()
        {
            return "{\n" + members.ToString() + "\"runs\":[" + runs.ToString() + "],\n\"missing\":" +
                missing.ToString() + "\n}";
        }
    }
}
