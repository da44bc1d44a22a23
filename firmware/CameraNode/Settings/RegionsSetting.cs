namespace CameraNode
{
    /// <summary>A setting that is one region, or several with names; null where it is not given.</summary>
    public sealed class RegionsSetting : Setting
    {
        /// <summary>Most regions of a list.</summary>
        public const int Most = 8;

        internal RegionsSetting(string name, bool isList)
            : base(name, null)
        {
            IsList = isList;
        }

        /// <summary>Whether it is a list of regions with names.</summary>
        public bool IsList { get; }

        /// <summary>The value as JSON.</summary>
        public string ToJson(object? value)
        {
            return value == null ? "null" : ((ViewRegions)value).ToJson(IsList);
        }

        /// <inheritdoc/>
        internal override object? Read(JsonReader json)
        {
            if (json.TryReadNull())
            {
                return null;
            }

            return IsList ? ViewReader.ReadList(json) : ViewReader.ReadOne(json);
        }

        /// <inheritdoc/>
        internal override string Fault(object? value)
        {
            if (value == null)
            {
                return string.Empty;
            }

            ViewRegions regions = (ViewRegions)value;
            int most = IsList ? Most : 1;
            if (regions.Count < 1 || regions.Count > most)
            {
                return $"{Name} has {regions.Count} regions; it must have 1..{most}.";
            }

            for (int i = 0; i < regions.Count; i++)
            {
                string fault = regions.At(i).Fault(IsList);
                if (fault.Length > 0)
                {
                    return fault;
                }
            }

            return regions.Twin() < 0 ? string.Empty : "Two regions have one name; each needs its own.";
        }
    }
}
