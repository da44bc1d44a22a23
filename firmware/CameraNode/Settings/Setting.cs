namespace CameraNode
{
    /// <summary>
    /// All that is known of a setting. Its kind is its class: text, whole number, number, flag, choice, board, pins.
    /// </summary>
    public abstract class Setting
    {
        /// <summary>Makes a setting.</summary>
        /// <param name="name">Its name in JSON.</param>
        /// <param name="standard">Its value where none is given.</param>
        protected Setting(string name, object? standard)
        {
            Name = name;
            Default = standard;
        }

        /// <summary>Its name in JSON, in camelCase.</summary>
        public string Name { get; }

        /// <summary>Its value where none is given: a string, int, float, bool, or null for an optional text.</summary>
        public object? Default { get; }

        /// <summary>What it means, as a sentence.</summary>
        public string Help { get; internal set; } = string.Empty;

        /// <summary>Unit of a number: ms or s, empty for a count.</summary>
        public string Unit { get; internal set; } = string.Empty;

        /// <summary>What it was called before, empty if it has its first name.</summary>
        public string OldName { get; internal set; } = string.Empty;

        /// <summary>Whether it means something on a device only.</summary>
        public bool IsForDevices { get; internal set; }

        /// <summary>Its place in the table.</summary>
        internal int Index { get; set; }

        /// <summary>Reads a value of this kind.</summary>
        /// <exception cref="JsonReaderException">There is another kind of value.</exception>
        internal abstract object? Read(JsonReader json);

        /// <summary>What is wrong with a value, as a sentence that repeats no text; empty if nothing.</summary>
        internal abstract string Fault(object? value);

        /// <summary>What does not work everywhere about a value, as sentences; empty if nothing.</summary>
        /// <param name="value">The value.</param>
        /// <param name="name">What the setting is called where the value comes from.</param>
        internal virtual string Warning(object? value, string name)
        {
            return string.Empty;
        }
    }
}
