using System.Text;

namespace CameraNode
{
    /// <summary>
    /// Knows which texts can be a part of a topic: what no broker takes is a fault, what some do not, a warning.
    /// </summary>
    internal static class TopicText
    {
        /// <summary>Most bytes that MQTT has room for in a topic or client id.</summary>
        public const int MostBytes = 65535;

        private const char FirstSurrogate = '\uD800';
        private const char FirstLowSurrogate = '\uDC00';
        private const char LastSurrogate = '\uDFFF';

        /// <summary>What no broker takes, as a sentence; empty if nothing.</summary>
        /// <param name="name">The setting's name.</param>
        /// <param name="text">The text.</param>
        /// <param name="forbidden">Characters that it must not contain: + and #, and / if it is one level.</param>
        public static string Fault(string name, string text, string forbidden)
        {
            if (text.Length == 0 || Contains(text, forbidden))
            {
                return $"{name} must not be empty or contain {Words(forbidden)}.";
            }

            if (text.Trim(' ').Length == 0)
            {
                return $"{name} consists of spaces only; give it letters or digits.";
            }

            if (HasControls(text))
            {
                return $"{name} must not contain control characters or halves of characters.";
            }

            if (text[text.Length - 1] == '/')
            {
                return $"{name} must not end with '/', since one follows it in topics: {text}/...; leave it out.";
            }

            if (text[0] == '/' || text.IndexOf("//") >= 0)
            {
                return $"{name} must not begin with '/' or contain '//': no level of a topic may be empty.";
            }

            return Encoding.UTF8.GetBytes(text).Length > MostBytes
                ? $"{name} is longer than the {MostBytes} bytes that MQTT allows." : string.Empty;
        }

        /// <summary>What some brokers do not take, as sentences; empty if nothing.</summary>
        /// <param name="name">What the setting is called.</param>
        /// <param name="text">The text.</param>
        public static string Warning(string name, string text)
        {
            string warning = string.Empty;
            if (text.IndexOf('.') >= 0)
            {
                warning +=
                    $" {name} has a dot: NATS 2.9 ends such connections, and RabbitMQ makes '/' of it in topics.";
            }

            if (text.IndexOf(' ') >= 0)
            {
                warning += $" {name} has a space: NATS ends such connections.";
            }

            if (text.IndexOf('*') >= 0 || text.IndexOf('>') >= 0)
            {
                warning += $" {name} has '*' or '>': for NATS they stand for other topics.";
            }

            if (text.IndexOf('$') == 0 || text.IndexOf("/$") >= 0)
            {
                warning += $" {name} has a level that begins with '$': brokers keep such topics for themselves.";
            }

            return warning.TrimStart(' ');
        }

        private static bool Contains(string text, string characters)
        {
            for (int i = 0; i < text.Length; i++)
            {
                if (characters.IndexOf(text[i]) >= 0)
                {
                    return true;
                }
            }

            return false;
        }

        private static bool HasControls(string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                char letter = text[i];
                bool isHalf = letter >= FirstSurrogate && letter <= LastSurrogate;
                bool isPair = isHalf && letter < FirstLowSurrogate && i + 1 < text.Length
                    && text[i + 1] >= FirstLowSurrogate && text[i + 1] <= LastSurrogate;
                if (letter < ' ' || (letter >= '\u007F' && letter <= '\u009F') || (isHalf && !isPair))
                {
                    return true;
                }

                i += isPair ? 1 : 0;
            }

            return false;
        }

        private static string Words(string forbidden)
        {
            string[] words = new string[forbidden.Length];
            for (int i = 0; i < words.Length; i++)
            {
                words[i] = $"'{forbidden[i]}'";
            }

            return ChoiceSetting.Join(words);
        }
    }
}
