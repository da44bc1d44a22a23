using System.Text;

namespace CameraNode
{
    /// <summary>Writes one JSON object.</summary>
    public sealed class JsonText
    {
        private const string HexDigits = "0123456789abcdef";

        private readonly StringBuilder text = new StringBuilder("{");

        /// <summary>Eight hexadecimal digits.</summary>
        public static string Hex(uint value)
        {
            char[] digits = new char[8];
            for (int i = 0; i < 8; i++)
            {
                digits[i] = HexDigits[(int)((value >> (28 - (4 * i))) & 15)];
            }

            return new string(digits);
        }

        /// <summary>A number of at least 0 with some decimals and a point, whatever the country.</summary>
        public static string Decimals(double value, int decimals)
        {
            long unit = 1;
            for (int i = 0; i < decimals; i++)
            {
                unit *= 10;
            }

            long scaled = (long)((value * unit) + 0.5);
            string fraction = (scaled % unit).ToString();
            while (fraction.Length < decimals)
            {
                fraction = "0" + fraction;
            }

            return (scaled / unit).ToString() + "." + fraction;
        }

        /// <summary>A text in quotes, as JSON writes it.</summary>
        public static string Quoted(string value)
        {
            StringBuilder text = new StringBuilder();
            text.Append('"');
            for (int i = 0; i < value.Length; i++)
            {
                char c = value[i];
                if (c == '"' || c == '\\')
                {
                    text.Append('\\');
                    text.Append(c);
                }
                else if (c < ' ' || (c >= '\ud800' && c <= '\udfff' && !IsPaired(value, i)))
                {
                    text.Append("\\u");
                    text.Append(Hex(c).Substring(4));
                }
                else
                {
                    text.Append(c);
                }
            }

            text.Append('"');
            return text.ToString();
        }

        /// <summary>Adds a text.</summary>
        public JsonText Add(string name, string value)
        {
            AddName(name);
            text.Append(Quoted(value));
            return this;
        }

        /// <summary>Adds a whole number.</summary>
        public JsonText Add(string name, long value)
        {
            AddName(name);
            text.Append(value.ToString());
            return this;
        }

        /// <summary>Adds true or false.</summary>
        public JsonText Add(string name, bool value)
        {
            AddName(name);
            text.Append(value ? "true" : "false");
            return this;
        }

        /// <summary>Adds an object or array that is JSON already.</summary>
        public JsonText AddJson(string name, string json)
        {
            AddName(name);
            text.Append(json);
            return this;
        }

        /// <summary>Adds a number of at least 0 with some decimals.</summary>
        public JsonText Add(string name, double value, int decimals)
        {
            AddName(name);
            text.Append(Decimals(value, decimals));
            return this;
        }

        /// <summary>The object.</summary>
        public override string ToString()
        {
            return text.ToString() + "}";
        }

        private void AddName(string name)
        {
            if (text.Length > 1)
            {
                text.Append(',');
            }

            text.Append(Quoted(name));
            text.Append(':');
        }

        /// <summary>Whether a surrogate has its other half; a lone one has no UTF-8.</summary>
        private static bool IsPaired(string value, int index)
        {
            if (value[index] < '\udc00')
            {
                return index + 1 < value.Length && value[index + 1] >= '\udc00' && value[index + 1] <= '\udfff';
            }

            return index > 0 && value[index - 1] >= '\ud800' && value[index - 1] < '\udc00';
        }
    }
}
