using System;

namespace CameraNode
{
    /// <summary>Makes settings with the values that are compiled in.</summary>
    public delegate NodeSettings SettingsMaker();

    /// <summary>
    /// Settings that survive a restart, in three files: <c>node.json</c>, the copy before it <c>node.bak</c>, and
    /// <c>node.new</c> while one is written. Whatever is broken, <see cref="Load"/> finds settings to run with.
    /// </summary>
    public sealed class SettingsStore
    {
        /// <summary>The settings in force.</summary>
        public const string Current = "node.json";

        /// <summary>Those before them.</summary>
        public const string Backup = "node.bak";

        /// <summary>Those being written.</summary>
        public const string Fresh = "node.new";

        /// <summary>A copy of new settings that have not led to the broker yet.</summary>
        public const string Trial = "node.try";

        /// <summary>Why the last settings that were on trial are not in force.</summary>
        public const string Undone = "node.undone";

        private readonly ISettingsFiles files;
        private readonly SettingsMaker maker;

        /// <summary>Makes a store.</summary>
        /// <param name="files">Where it keeps its files.</param>
        /// <param name="maker">What holds where a file says nothing.</param>
        public SettingsStore(ISettingsFiles files, SettingsMaker maker)
        {
            this.files = files;
            this.maker = maker;
        }

        /// <summary>Where the files are; others that must survive a restart may stand beside them.</summary>
        internal ISettingsFiles Files
        {
            get { return files; }
        }

        /// <summary>
        /// Finds settings: stored ones, else the copy before them, else those compiled in. Never throws.
        /// </summary>
        public LoadedSettings Load()
        {
            string problem = WhyUndone();
            string first = InForce();
            NodeSettings? found = TryLoad(first, ref problem);
            if (found != null)
            {
                return new LoadedSettings(found, first, problem);
            }

            found = TryLoad(Backup, ref problem);
            return found != null
                ? new LoadedSettings(found, Backup, problem)
                : new LoadedSettings(maker(), LoadedSettings.BuiltIn, problem);
        }

        /// <summary>Stores settings, on trial; a power failure at any moment leaves the old or the new ones.</summary>
        /// <param name="text">JSON, as <see cref="SettingsReader"/> reads it.</param>
        /// <returns>False if they are stored already.</returns>
        /// <exception cref="SettingsException">The text is wrong; nothing has changed.</exception>
        public bool Save(string text)
        {
            SettingsReader.Read(text, maker());
            if (Holds(Current, text))
            {
                return false;
            }

            if (IsOnTrial())
            {
                // What was never tried is no backup: those before it stay that.
                GoBack();
            }

            if (!files.Exists(Current) && IsUsable(Fresh))
            {
                // The end of a Save that a power failure has cut short.
                files.Move(Fresh, Current);
            }

            files.Write(Fresh, text);
            if (files.Read(Fresh) != text)
            {
                throw new SettingsException(
                    string.Empty, $"{Fresh} does not read back as it was written; nothing is changed.");
            }

            files.Write(Trial, text);
            if (IsUsable(Current))
            {
                files.Delete(Backup);
                files.Move(Current, Backup);
            }
            else
            {
                // What is broken is no backup.
                files.Delete(Current);
            }

            files.Move(Fresh, Current);
            return true;
        }

        /// <summary>
        /// Stores some settings, and keeps all others as they are written. They are on trial only if those before them
        /// are: the node has not started with them yet.
        /// </summary>
        /// <param name="settings">The settings.</param>
        /// <param name="values">Their values in JSON.</param>
        /// <returns>False if they are stored already.</returns>
        /// <exception cref="SettingsException">A value is impossible; nothing has changed.</exception>
        public bool Change(Setting[] settings, string[] values)
        {
            string text = TextInForce();
            for (int i = 0; i < settings.Length; i++)
            {
                text = SettingsEdit.With(text, settings[i], values[i]);
            }

            bool wasOnTrial = IsOnTrial();
            bool changed = Save(text);
            if (!wasOnTrial)
            {
                files.Delete(Trial);
            }

            return changed;
        }

        /// <summary>
        /// Settings from the broker, with remoteSettings on if they do not name it: nobody turns it off by leaving it
        /// out, since only the device's own plug would turn it on again.
        /// </summary>
        /// <exception cref="SettingsException">The text is wrong.</exception>
        public string Unlocked(string text)
        {
            NodeSettings settings = maker();
            SettingsReader.Read(text, settings);
            return settings.RemoteSettings || SettingsEdit.Names(text, SettingsTable.RemoteSettings)
                ? text : SettingsEdit.With(text, SettingsTable.RemoteSettings, "true");
        }

        /// <summary>Whether the settings in force are on trial. Never throws.</summary>
        public bool IsOnTrial()
        {
            try
            {
                return files.Exists(Trial) && Holds(InForce(), files.Read(Trial));
            }
            catch (Exception)
            {
                return false;
            }
        }

        /// <summary>The settings in force are good, and what was before them is forgotten.</summary>
        public void Accept()
        {
            files.Delete(Trial);
            files.Delete(Undone);
        }

        /// <summary>
        /// The settings in force are no good: back to those before them. <see cref="Load"/> tells of it until others
        /// are accepted.
        /// </summary>
        /// <param name="why">What was wrong with them, as sentences.</param>
        public void Reject(string why)
        {
            // First: a power failure may leave a reason without a deed, which the trial's end mends.
            files.Write(Undone, why);
            GoBack();
        }

        private void GoBack()
        {
            files.Delete(Fresh);
            files.Delete(Current);
            if (files.Exists(Backup))
            {
                files.Move(Backup, Current);
            }

            files.Delete(Trial);
        }

        /// <summary>Between two renames of a Save there is no node.json, and node.new is complete.</summary>
        private string InForce()
        {
            return Exists(Current) || !Exists(Fresh) ? Current : Fresh;
        }

        private string WhyUndone()
        {
            try
            {
                return files.Exists(Undone) && !IsOnTrial() ? files.Read(Undone) : string.Empty;
            }
            catch (Exception)
            {
                // Whatever the file system throws, the node must start.
                return string.Empty;
            }
        }

        private string TextInForce()
        {
            string first = InForce();
            string name = IsUsable(first) ? first : Backup;
            return IsUsable(name) ? files.Read(name) : "{}";
        }

        private bool Holds(string name, string text)
        {
            try
            {
                return files.Exists(name) && files.Read(name) == text;
            }
            catch (Exception)
            {
                // A file that cannot be read is another one.
                return false;
            }
        }

        private bool IsUsable(string name)
        {
            string problem = string.Empty;
            return TryLoad(name, ref problem) != null;
        }

        private bool Exists(string name)
        {
            try
            {
                return files.Exists(name);
            }
            catch (Exception)
            {
                return false;
            }
        }

        private NodeSettings? TryLoad(string name, ref string problem)
        {
            if (!Exists(name))
            {
                return null;
            }

            try
            {
                NodeSettings settings = maker();
                SettingsReader.Read(files.Read(name), settings);
                return settings;
            }
            catch (Exception e)
            {
                // Whatever the file system or a damaged file throws, the node must start.
                problem = (problem.Length > 0 ? problem + " " : string.Empty) + $"{name}: {e.Message}";
                return null;
            }
        }
    }
}
