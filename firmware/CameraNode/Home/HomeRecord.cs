using System;
using System.Collections;
using System.Text;

namespace CameraNode
{
    /// <summary>
    /// Remembers over restarts what was published for Home Assistant, in <c>home.json</c> beside the settings. Without
    /// files it remembers as long as the node lives.
    /// </summary>
    internal sealed class HomeRecord
    {
        /// <summary>Name of the file.</summary>
        public const string File = "home.json";

        /// <summary>More components that are gone are not told any more: the oldest are long forgotten.</summary>
        private const int MostGone = 64;

        private readonly ISettingsFiles? files;

        public HomeRecord(ISettingsFiles? files)
        {
            this.files = files;
            Load();
        }

        /// <summary>Where a document was published; empty if there is none.</summary>
        public string Topic { get; private set; } = string.Empty;

        /// <summary>Its CRC-32.</summary>
        public string Crc { get; private set; } = string.Empty;

        /// <summary>Its components.</summary>
        public string[] Components { get; private set; } = new string[0];

        /// <summary>Components that were there before, which it takes away.</summary>
        public string[] Gone { get; private set; } = new string[0];

        /// <summary>The topics of its states.</summary>
        public string[] States { get; private set; } = new string[0];

        /// <summary>What is gone if other components are published now.</summary>
        public string[] GoneWith(string[] components)
        {
            ArrayList gone = new ArrayList();
            AddMissing(gone, Components, components);
            AddMissing(gone, Gone, components);
            while (gone.Count > MostGone)
            {
                gone.RemoveAt(gone.Count - 1);
            }

            return (string[])gone.ToArray(typeof(string));
        }

        /// <summary>Those of one list that another has not.</summary>
        public static string[] Missing(string[] old, string[] now)
        {
            ArrayList missing = new ArrayList();
            AddMissing(missing, old, now);
            return (string[])missing.ToArray(typeof(string));
        }

        /// <summary>A document is published.</summary>
        public void Keep(HomeMessage message)
        {
            Topic = message.Topic;
            Crc = message.Crc;
            Components = message.Components;
            Gone = message.Gone;
            States = message.States;
            JsonBytes json = new JsonBytes(512);
            json.Add("topic", Topic).Add("crc", Crc);
            AddArray(json, "components", Components);
            AddArray(json, "gone", Gone);
            AddArray(json, "states", States);
            byte[] bytes = json.Finish();
            Try(() => files!.Write(File, Encoding.UTF8.GetString(bytes, 0, bytes.Length)));
        }

        /// <summary>The document is taken back.</summary>
        public void Forget()
        {
            Topic = string.Empty;
            Crc = string.Empty;
            Components = new string[0];
            Gone = new string[0];
            States = new string[0];
            Try(() => files!.Delete(File));
        }

        private void Load()
        {
            Try(() =>
            {
                if (files!.Exists(File))
                {
                    Read(files.Read(File));
                }
            });
        }

        private void Read(string text)
        {
            JsonReader json = new JsonReader(text);
            string? name = json.NextName();
            while (name != null)
            {
                switch (name)
                {
                    case "topic":
                        Topic = json.ReadText();
                        break;
                    case "crc":
                        Crc = json.ReadText();
                        break;
                    case "components":
                        Components = ReadArray(json);
                        break;
                    case "states":
                        States = ReadArray(json);
                        break;
                    default:
                        Gone = ReadArray(json);
                        break;
                }

                name = json.NextName();
            }
        }

        private static string[] ReadArray(JsonReader json)
        {
            ArrayList texts = new ArrayList();
            json.BeginArray();
            while (json.NextItem())
            {
                texts.Add(json.ReadText());
            }

            return (string[])texts.ToArray(typeof(string));
        }

        private static void AddArray(JsonBytes json, string name, string[] texts)
        {
            json.BeginArray(name);
            for (int i = 0; i < texts.Length; i++)
            {
                json.AddItem(texts[i]);
            }

            json.EndArray();
        }

        private static void AddMissing(ArrayList gone, string[] old, string[] now)
        {
            for (int i = 0; i < old.Length; i++)
            {
                if (!Holds(now, old[i]) && !gone.Contains(old[i]))
                {
                    gone.Add(old[i]);
                }
            }
        }

        private static bool Holds(string[] texts, string text)
        {
            for (int i = 0; i < texts.Length; i++)
            {
                if (texts[i] == text)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>A file that fails costs one document more than needed.</summary>
        private void Try(Action action)
        {
            if (files == null)
            {
                return;
            }

            try
            {
                action();
            }
            catch (Exception)
            {
                // Whatever the file system or a damaged file throws: the document is sent again then.
            }
        }
    }
}
