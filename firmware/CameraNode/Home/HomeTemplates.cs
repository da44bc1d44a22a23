using System.Text;

namespace CameraNode
{
    /// <summary>What Home Assistant makes of the node's messages: its templates, as short as they can be.</summary>
    internal static class HomeTemplates
    {
        /// <summary>Entities that tell what is seen: a node without frames sees nothing.</summary>
        public const string Sees = "{{'online' if value_json.status in ['online','sleeping'] else 'offline'}}";

        /// <summary>Entities that tell of the node, and its controls.</summary>
        public const string Lives = "{{'offline' if value_json.status=='offline' else 'online'}}";

        /// <summary>The entity that tells of all this is always there.</summary>
        public const string Always = "online";

        /// <summary>The probability in percent.</summary>
        public const string Percent = "{{(value_json.probability*100)|round(1)}}";

        /// <summary>ON while the motion gate sees movement.</summary>
        public const string Motion = "{{'ON' if value_json.motion|default(false) else 'OFF'}}";

        /// <summary>A field of the status; not known while the status has none.</summary>
        public static string Field(string name)
        {
            return "{{value_json." + name + "|default(none)}}";
        }

        /// <summary>The class, at most as long as a state may be; not known if nothing is recognised.</summary>
        public static string Label(bool hasLabels)
        {
            return "{{" + (hasLabels ? "value_json.label[:255]" : "value_json.index")
                + " if value_json.index>=0 else none}}";
        }

        /// <summary>ON while the last class is this one.</summary>
        public static string Seen(string word, bool hasLabels)
        {
            return "{{'ON' if value_json." + (hasLabels ? "label" : "index|string") + "==" + Literal(word)
                + " else 'OFF'}}";
        }

        /// <summary>Nothing for a message from before a sleep: a class was not seen again.</summary>
        public static string SeenNow(string word, bool hasLabels)
        {
            return "{{'' if value_json.old|default(false) else " + Seen(word, hasLabels).Substring(2);
        }

        /// <summary>An event of the class's type; none if nothing is recognised.</summary>
        public static string Event(bool hasLabels, bool hasRegions)
        {
            return "{{ {'event_type':value_json." + (hasLabels ? "label" : "index|string")
                + ",'probability':value_json.probability,'seq':value_json.seq"
                + (hasRegions ? ",'region':value_json.region" : string.Empty) + "}|to_json"
                + " if value_json.index>=0 else ''}}";
        }

        private static string Literal(string word)
        {
            StringBuilder literal = new StringBuilder("'");
            for (int i = 0; i < word.Length; i++)
            {
                if (word[i] == '\'' || word[i] == '\\')
                {
                    literal.Append('\\');
                }

                literal.Append(word[i]);
            }

            literal.Append('\'');
            return literal.ToString();
        }
    }
}
