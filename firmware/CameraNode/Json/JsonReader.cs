using System;
using System.Text;

namespace CameraNode
{
    /// <summary>
    /// Reads one JSON object as RFC 8259 has it, name by name: texts, numbers, true, false and null; objects and arrays
    /// within it where a reader asks for them. Every fault is a <see cref="JsonReaderException"/>.
    /// </summary>
    public sealed partial class JsonReader
    {
        private const char End = '\0';

        private readonly string text;
        private int next;
        private bool started;
        private string name = string.Empty;
        private string outerName = string.Empty;
        private int depth;

        /// <summary>Starts reading; a byte order mark is passed over.</summary>
        public JsonReader(string text)
        {
            this.text = text;
            next = text.Length > 0 && text[0] == '\ufeff' ? 1 : 0;
        }

        /// <summary>Where the last name stands.</summary>
        public int NameStart { get; private set; }

        /// <summary>Where the value of the last name stands.</summary>
        public int ValueStart { get; private set; }

        /// <summary>Where reading goes on: behind a value that was read.</summary>
        public int Position
        {
            get { return next; }
        }

        /// <summary>Goes to the next name.</summary>
        /// <returns>The name, or null after the last one; nothing follows the object then.</returns>
        public string? NextName()
        {
            name = string.Empty;
            SkipSpace();
            char separator = started ? ',' : '{';
            if (started && Peek() == '}')
            {
                return Finish();
            }

            Require(separator, started ? "',' or '}'" : "'{'");
            SkipSpace();
            if (!started && Peek() == '}')
            {
                return Finish();
            }

            started = true;
            NameStart = next;
            string read = ReadQuoted("a name in quotes");
            SkipSpace();
            Require(':', "':'");
            SkipSpace();
            ValueStart = next;
            name = read;
            outerName = depth == 0 ? read : outerName;
            return read;
        }

        /// <summary>Reads a text.</summary>
        public string ReadText()
        {
            return ReadQuoted("a text in quotes");
        }

        /// <summary>Reads null, if that is there.</summary>
        public bool TryReadNull()
        {
            return TryReadWord("null");
        }

        /// <summary>Reads true or false.</summary>
        public bool ReadFlag()
        {
            if (TryReadWord("true"))
            {
                return true;
            }

            if (TryReadWord("false"))
            {
                return false;
            }

            throw Fault(next, Expected("true or false"));
        }

        /// <summary>Reads a whole number.</summary>
        public int ReadWhole()
        {
            string digits = ReadNumberText("a whole number");
            int sign = digits[0] == '-' ? -1 : 1;
            long value = 0;
            for (int i = sign < 0 ? 1 : 0; i < digits.Length; i++)
            {
                if (digits[i] < '0' || digits[i] > '9')
                {
                    throw Fault(ValueStart, $"{name} is {digits}; it must be a whole number.");
                }

                value = (10 * value) + (digits[i] - '0');
                if (value > int.MaxValue)
                {
                    throw Fault(ValueStart, $"{name} is {digits}; that is too large.");
                }
            }

            return (int)(sign * value);
        }

        /// <summary>Reads a number.</summary>
        public double ReadNumber()
        {
            string digits = ReadNumberText("a number");
            try
            {
                return double.Parse(digits);
            }
            catch (Exception)
            {
                // How a number out of range fails differs between the desktop and the device.
                throw Fault(ValueStart, $"{name} is {digits}; that is no usable number.");
            }
        }

        /// <summary>A fault at a place of the text.</summary>
        public JsonReaderException Fault(int position, string message)
        {
            int line = 1;
            int start = 0;
            for (int i = 0; i < position; i++)
            {
                if (text[i] == '\n')
                {
                    line++;
                    start = i + 1;
                }
            }

            return new JsonReaderException(depth > 0 ? outerName : name, line, position - start + 1, message);
        }

        private string? Finish()
        {
            next++;
            if (depth > 0)
            {
                Leave();
                return null;
            }

            SkipSpace();
            if (next < text.Length)
            {
                throw Fault(next, "Nothing may follow the closing '}'.");
            }

            return null;
        }

        private char Peek()
        {
            return next < text.Length ? text[next] : End;
        }

        private void Require(char wanted, string what)
        {
            if (next >= text.Length || text[next] != wanted)
            {
                throw Fault(next, Expected(what));
            }

            next++;
        }

        /// <summary>What was found is named by its kind only: it may be a part of a secret.</summary>
        private string Expected(string what)
        {
            string of = name.Length > 0 ? $" as the value of {name}" : string.Empty;
            return $"{what} is expected here{of}, not {Found()}.";
        }

        private string Found()
        {
            char c = Peek();
            if (next >= text.Length)
            {
                return "the end of the text";
            }

            switch (c)
            {
                case '{':
                    return "an object";
                case '[':
                    return "an array";
                case '"':
                    return "a text";
                case '}':
                case ']':
                case ',':
                case ':':
                    return $"'{c}'";
                default:
                    return c == '-' || IsDigit(c) ? "a number" : "something else";
            }
        }

        private void SkipSpace()
        {
            while (next < text.Length && IsSpace(text[next]))
            {
                next++;
            }
        }

        private bool TryReadWord(string word)
        {
            if (next + word.Length > text.Length || text.Substring(next, word.Length) != word)
            {
                return false;
            }

            int after = next + word.Length;
            if (after < text.Length && IsWordPart(text[after]))
            {
                return false;
            }

            next = after;
            return true;
        }

        private string ReadQuoted(string what)
        {
            Require('"', what);
            StringBuilder read = new StringBuilder();
            while (true)
            {
                char c = Peek();
                if (next >= text.Length)
                {
                    throw Fault(next, "The text ends within quotes.");
                }

                if (c < ' ')
                {
                    throw Fault(next, "A line break or control character within quotes; write it as \\n or \\u00XX.");
                }

                next++;
                if (c == '"')
                {
                    return read.ToString();
                }

                read.Append(c == '\\' ? ReadEscape() : c);
            }
        }

        private char ReadEscape()
        {
            char c = Peek();
            next++;
            switch (c)
            {
                case '"':
                case '\\':
                case '/':
                    return c;
                case 'b':
                    return '\b';
                case 'f':
                    return '\f';
                case 'n':
                    return '\n';
                case 'r':
                    return '\r';
                case 't':
                    return '\t';
                case 'u':
                    return ReadCodeUnit();
                default:
                    throw Fault(next - 2, "JSON has no such escape; a backslash itself is \\\\.");
            }
        }

        private char ReadCodeUnit()
        {
            int value = 0;
            for (int i = 0; i < 4; i++)
            {
                int digit = HexDigit(Peek());
                if (digit < 0)
                {
                    throw Fault(next, "\\u needs four hexadecimal digits.");
                }

                value = (16 * value) + digit;
                next++;
            }

            return (char)value;
        }

        private string ReadNumberText(string what)
        {
            int start = next;
            if (Peek() == '-')
            {
                next++;
            }

            if (Peek() == '0')
            {
                next++;
            }
            else
            {
                SkipDigits(start, what);
            }

            if (Peek() == '.')
            {
                next++;
                SkipDigits(start, what);
            }

            if (Peek() == 'e' || Peek() == 'E')
            {
                next++;
                next += Peek() == '+' || Peek() == '-' ? 1 : 0;
                SkipDigits(start, what);
            }

            if (IsWordPart(Peek()))
            {
                throw Fault(start, $"{name} is no number as JSON writes it.");
            }

            return text.Substring(start, next - start);
        }

        private void SkipDigits(int start, string what)
        {
            int first = next;
            while (IsDigit(Peek()))
            {
                next++;
            }

            if (next == first)
            {
                next = start;
                throw Fault(start, first == start ? Expected(what) : $"{name} is no number as JSON writes it.");
            }
        }

        private static bool IsDigit(char c)
        {
            return c >= '0' && c <= '9';
        }

        private static bool IsSpace(char c)
        {
            return c == ' ' || c == '\t' || c == '\n' || c == '\r';
        }

        private static bool IsWordPart(char c)
        {
            return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_';
        }

        private static int HexDigit(char c)
        {
            if (IsDigit(c))
            {
                return c - '0';
            }

            if (c >= 'a' && c <= 'f')
            {
                return c - 'a' + 10;
            }

            return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
        }
    }
}
