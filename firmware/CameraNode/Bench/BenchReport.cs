using System.Collections;
using System.Text;
using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>
    /// What was measured, as one JSON object. What could not be had is null, and its reason is in "missing" under the
    /// figure's path.
    /// </summary>
    internal sealed class BenchReport
    {
        /// <summary>
        /// The document is shorter, also with four runs of 32 stages and a reason for whatever else there is.
        /// </summary>
        public const int MostBytes = 8192;

        private const int MostReasonLetters = 160;

        private readonly ArrayList members = new ArrayList();
        private readonly ArrayList runs = new ArrayList();
        private readonly JsonText missing = new JsonText();

        /// <summary>Adds a member.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="json">Its value as JSON.</param>
        public void Add(string name, string json)
        {
            members.Add(JsonText.Quoted(name) + ":" + json);
        }

        /// <summary>Adds a run.</summary>
        public void AddRun(string json)
        {
            runs.Add(json);
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
        /// <param name="end">What stands behind each member and run: nothing, or the end of a line.</param>
        public string Text(string end)
        {
            StringBuilder text = new StringBuilder();
            text.Append('{').Append(end);
            AppendAll(text, members, end);
            text.Append(members.Count > 0 ? "," : string.Empty).Append(end).Append("\"runs\":[").Append(end);
            AppendAll(text, runs, end);
            text.Append("],").Append(end).Append("\"missing\":").Append(missing.ToString()).Append(end).Append('}');
            return text.ToString();
        }

        private static void AppendAll(StringBuilder text, ArrayList parts, string end)
        {
            for (int i = 0; i < parts.Count; i++)
            {
                text.Append(i > 0 ? "," + end : string.Empty).Append((string)parts[i]!);
            }
        }
    }
}
