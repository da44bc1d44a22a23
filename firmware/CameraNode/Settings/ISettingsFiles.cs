namespace CameraNode
{
    /// <summary>The few files that settings are kept in. Failures throw what the file system throws.</summary>
    public interface ISettingsFiles
    {
        /// <summary>Whether there is such a file.</summary>
        bool Exists(string name);

        /// <summary>Reads a file as UTF-8.</summary>
        string Read(string name);

        /// <summary>Writes a file anew as UTF-8.</summary>
        void Write(string name, string text);

        /// <summary>Gives a file a name that no file has.</summary>
        void Move(string name, string newName);

        /// <summary>Deletes a file, if it is there.</summary>
        void Delete(string name);
    }
}
