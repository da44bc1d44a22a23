namespace CameraNode
{
    /// <content>Objects and arrays within the object.</content>
    public sealed partial class JsonReader
    {
        /// <summary>Begins an object as a value: <see cref="NextName"/> reads its names, null at its end.</summary>
        public void BeginObject()
        {
            if (Peek() != '{')
            {
                throw Fault(next, Expected("an object"));
            }

            started = false;
            depth++;
        }

        /// <summary>Begins an array that is a value; <see cref="NextItem"/> goes through it.</summary>
        public void BeginArray()
        {
            Require('[', "an array");
            started = false;
            depth++;
        }

        /// <summary>Goes to the next item of an array.</summary>
        /// <returns>Whether there is one; else the array has ended.</returns>
        public bool NextItem()
        {
            SkipSpace();
            if (Peek() == ']')
            {
                next++;
                Leave();
                return false;
            }

            if (started)
            {
                Require(',', "',' or ']'");
                SkipSpace();
            }

            started = true;
            ValueStart = next;
            return true;
        }

        /// <summary>Goes on behind an inner object or array; faults of its value are still those of its name.</summary>
        private void Leave()
        {
            depth--;
            started = true;
            name = depth == 0 ? outerName : name;
        }
    }
}
