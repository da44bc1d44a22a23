using System;
using System.Text;

namespace CameraNode
{
    /// <summary>Writes nested JSON as UTF-8 into one growing buffer.</summary>
    internal sealed class JsonBytes
    {
        private byte[] buffer;
        private bool isFirst = true;

        /// <summary>Begins an object.</summary>
        /// <param name="capacity">How many bytes are expected.</param>
        public JsonBytes(int capacity)
        {
            buffer = new byte[capacity];
            Append("{");
        }

        /// <summary>Bytes written.</summary>
        public int Length { get; private set; }

        /// <summary>Begins an object within the object.</summary>
        public JsonBytes Begin(string name)
        {
            AddName(name);
            return Open("{");
        }

        /// <summary>Ends the innermost object.</summary>
        public JsonBytes End()
        {
            Append("}");
            isFirst = false;
            return this;
        }

        /// <summary>Begins an array within the object.</summary>
        public JsonBytes BeginArray(string name)
        {
            AddName(name);
            return Open("[");
        }

        /// <summary>Adds a text to an array.</summary>
        public JsonBytes AddItem(string text)
        {
            Separate();
            Append(JsonText.Quoted(text));
            return this;
        }

        /// <summary>Ends an array.</summary>
        public JsonBytes EndArray()
        {
            Append("]");
            isFirst = false;
            return this;
        }

        /// <summary>Adds a text.</summary>
        public JsonBytes Add(string name, string value)
        {
            AddName(name);
            Append(JsonText.Quoted(value));
            return this;
        }

        /// <summary>Adds a whole number.</summary>
        public JsonBytes Add(string name, int value)
        {
            AddName(name);
            Append(value.ToString());
            return this;
        }

        /// <summary>Adds true or false.</summary>
        public JsonBytes Add(string name, bool value)
        {
            AddName(name);
            Append(value ? "true" : "false");
            return this;
        }

        /// <summary>Adds a number of at least 0 with some decimals.</summary>
        public JsonBytes Add(string name, double value, int decimals)
        {
            AddName(name);
            Append(JsonText.Decimals(value, decimals));
            return this;
        }

        /// <summary>Ends the outermost object.</summary>
        /// <returns>All that was written.</returns>
        public byte[] Finish()
        {
            Append("}");
            byte[] bytes = new byte[Length];
            Array.Copy(buffer, bytes, Length);
            return bytes;
        }

        private JsonBytes Open(string bracket)
        {
            Append(bracket);
            isFirst = true;
            return this;
        }

        private void AddName(string name)
        {
            Separate();
            Append(JsonText.Quoted(name));
            Append(":");
        }

        private void Separate()
        {
            if (!isFirst)
            {
                Append(",");
            }

            isFirst = false;
        }

        private void Append(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            int needed = Length + bytes.Length;
            if (needed > buffer.Length)
            {
                byte[] larger = new byte[needed > 2 * buffer.Length ? needed : 2 * buffer.Length];
                Array.Copy(buffer, larger, Length);
                buffer = larger;
            }

            Array.Copy(bytes, 0, buffer, Length, bytes.Length);
            Length = needed;
        }
    }
}
