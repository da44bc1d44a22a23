namespace CameraNode
{
    /// <content>Objects and arrays within the object.</content>
    public sealed partial class JsonReader
    {
        /// <summary>Where reading goes on: behind a value that was read.</summary>
        public int Position
        {
            get { return next; }
        }

        /// <summary>Begins an object that is a value: <see cref="NextName"/> reads its names, then null.</summary>
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
                depth--;
                started = true;
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
    }
}
