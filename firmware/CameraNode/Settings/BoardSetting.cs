using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>A setting that names a board which <see cref="CameraBoards"/> knows.</summary>
    public sealed class BoardSetting : Setting
    {
        internal BoardSetting(string name, string standard)
            : base(name, standard)
        {
        }

        /// <inheritdoc/>
        internal override object? Read(JsonReader json)
        {
            return json.ReadText();
        }

        /// <inheritdoc/>
        internal override string Fault(object? value)
        {
            string[] names = CameraBoards.Names;
            string all = string.Empty;
            for (int i = 0; i < names.Length; i++)
            {
                if (names[i] == (string)value!)
                {
                    return string.Empty;
                }

                all += (i == 0 ? string.Empty : ", ") + names[i];
            }

            return $"There is no such board; those that are known: {all}.";
        }
    }
}
