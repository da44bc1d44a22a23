using System.Text;
using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>Makes names that Home Assistant takes: letters without accents, digits, '_' and '-'.</summary>
    internal static class HomeNames
    {
        /// <summary>A node's name in topics of discovery and in unique ids.</summary>
        public static string Id(string clientId)
        {
            StringBuilder safe = new StringBuilder();
            for (int i = 0; i < clientId.Length; i++)
            {
                char c = clientId[i];
                safe.Append(IsPlain(c) || c == '-' || c == '_' ? c : '_');
            }

            string id = safe.ToString();
            return id == clientId ? id : id + "_" + Mark(clientId);
        }

        /// <summary>A word in an entity's id: small letters, digits and single '_'.</summary>
        public static string Slug(string text)
        {
            StringBuilder slug = new StringBuilder();
            string small = text.ToLower();
            bool isGap = true;
            for (int i = 0; i < small.Length; i++)
            {
                if (IsPlain(small[i]))
                {
                    slug.Append(small[i]);
                    isGap = false;
                }
                else if (!isGap)
                {
                    slug.Append('_');
                    isGap = true;
                }
            }

            string made = slug.ToString().TrimEnd('_');
            return made.Length > 0 ? made : Mark(text);
        }

        /// <summary>The name of a class's component: no two classes have the same.</summary>
        public static string Component(string word)
        {
            string slug = Slug(word);
            return "seen_" + slug + (slug == word ? string.Empty : "_" + Mark(word));
        }

        /// <summary>A component of a region: a component without one has a single '_' wherever it has any.</summary>
        public static string Component(string name, string region)
        {
            return region.Length == 0 ? name : name + "__" + region;
        }

        /// <summary>Where the state of a region is, behind the node's name.</summary>
        public static string State(string region)
        {
            return region.Length == 0 ? "state" : "state/" + region;
        }

        private static bool IsPlain(char c)
        {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        }

        private static string Mark(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            return JsonText.Hex(Crc32.Append(0, bytes, 0, bytes.Length));
        }
    }
}
