using System.Text;
using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>What a discovery document is made of.</summary>
    public sealed class HomeSource
    {
        /// <summary>Most classes that become types of events.</summary>
        public const int MostEvents = 100;

        private const int MostEventBytes = 4096;

        private readonly Network model;

        /// <summary>Puts it together.</summary>
        /// <param name="settings">The node's settings.</param>
        /// <param name="model">Its model.</param>
        /// <param name="tellsMemory">Whether its status tells of free memory.</param>
        public HomeSource(NodeSettings settings, Network model, bool tellsMemory)
        {
            Settings = settings;
            this.model = model;
            TellsMemory = tellsMemory;
            HasLabels = AnyLabel();
            HasEvents = model.Classes <= MostEvents && EventBytes() <= MostEventBytes;
        }

        /// <summary>Whether classes have texts; else their numbers stand for them.</summary>
        public bool HasLabels { get; }

        /// <summary>Whether the classes are few enough to be types of events.</summary>
        public bool HasEvents { get; }

        /// <summary>How many classes there are.</summary>
        public int Classes
        {
            get { return model.Classes; }
        }

        internal NodeSettings Settings { get; }

        internal bool TellsMemory { get; }

        /// <summary>How many regions are told of, 1 without names.</summary>
        public static int Regions(NodeSettings settings)
        {
            return settings.Regions == null ? 1 : settings.Regions.Count;
        }

        /// <summary>The name of a region, empty for the only one.</summary>
        public static string Region(NodeSettings settings, int index)
        {
            return settings.Regions == null ? string.Empty : settings.Regions.At(index).Name;
        }

        /// <summary>A class as people name it.</summary>
        public string Class(int index)
        {
            string label = HasLabels ? model.Label(index) : string.Empty;
            return label.Length > 0 ? label : index.ToString();
        }

        /// <summary>
        /// What is wrong with the classes that are watched, as sentences; empty if the model has them all.
        /// </summary>
        public string PresenceProblem()
        {
            string problem = string.Empty;
            for (int i = 0; i < Settings.Presence.Count; i++)
            {
                string word = Settings.Presence.Word(i);
                string nearest = NearNames.Nearest(word, Classes, Class);
                if (nearest != word)
                {
                    problem += (problem.Length > 0 ? " " : string.Empty) + $"presence: the model has no class {word}"
                        + (nearest.Length > 0 ? $"; is {nearest} meant?" : ".");
                }
            }

            return problem;
        }

        private bool AnyLabel()
        {
            for (int i = 0; i < Classes; i++)
            {
                if (model.Label(i).Length > 0)
                {
                    return true;
                }
            }

            return false;
        }

        private int EventBytes()
        {
            int bytes = 0;
            for (int i = 0; i < Classes && i <= MostEvents; i++)
            {
                bytes += Encoding.UTF8.GetBytes(JsonText.Quoted(Class(i))).Length + 1;
            }

            return bytes;
        }
    }
}
