using System.Collections;
using System.Text;

namespace CameraNode
{
    /// <summary>
    /// Writes a node's memory as text, and reads it: a line of JSON, one for each region's rule, one for each
    /// region's state, one for each classification that waits.
    /// </summary>
    internal static class SleepText
    {
        /// <summary>Writes.</summary>
        /// <param name="memory">What to keep.</param>
        /// <param name="generation">Rises with each text.</param>
        public static string Write(SleepMemory memory, int generation)
        {
            JsonText head = new JsonText()
                .Add("generation", generation)
                .Add("seq", memory.Sequence)
                .Add("frames", memory.Frames)
                .Add("framesBefore", memory.FramesBefore)
                .Add("published", memory.Published)
                .Add("dropped", memory.Dropped)
                .Add("cameraFailures", memory.CameraFailures)
                .Add("cameraBroken", memory.IsCameraBroken)
                .Add("cameraReason", memory.CameraReason)
                .Add("cameraTold", memory.IsCameraTold)
                .Add("modelFailures", memory.ModelFailures)
                .Add("clock", memory.Clock.ToString())
                .Add("date", memory.Date.ToString())
                .Add("planned", memory.Planned)
                .Add("statusAt", memory.StatusAt.ToString())
                .Add("awaitsRelease", memory.AwaitsRelease)
                .Add("crc", ((long)memory.Crc).ToString())
                .Add("policies", memory.Policies.Length)
                .Add("states", memory.States.Length);
            StringBuilder text = new StringBuilder(head.ToString());
            for (int i = 0; i < memory.Policies.Length; i++)
            {
                text.Append("\n").Append(Line(memory.Policies[i]));
            }

            for (int i = 0; i < memory.States.Length; i++)
            {
                text.Append("\n").Append(new JsonText().Add("state", memory.States[i]).ToString());
            }

            for (int i = 0; i < memory.Waiting.Length; i++)
            {
                text.Append("\n").Append(Line(memory.Waiting[i]));
            }

            return text.ToString();
        }

        /// <summary>Reads.</summary>
        /// <param name="text">What was written.</param>
        /// <param name="memory">Gets what is kept.</param>
        /// <returns>The generation.</returns>
        /// <exception cref="JsonReaderException">The text is another one.</exception>
        public static int Read(string text, SleepMemory memory)
        {
            string[] lines = text.Split('\n');
            int generation = ReadHead(new JsonReader(lines[0]), memory);
            int first = 1 + memory.Policies.Length;
            for (int i = 1; i < first; i++)
            {
                memory.Policies[i - 1] = ReadPolicy(new JsonReader(lines[i]));
            }

            for (int i = 0; i < memory.States.Length; i++)
            {
                memory.States[i] = ReadState(new JsonReader(lines[first]));
                first++;
            }

            ArrayList waiting = new ArrayList();
            for (int i = first; i < lines.Length; i++)
            {
                waiting.Add(ReadLine(new JsonReader(lines[i])));
            }

            memory.Waiting = (FrameClassification[])waiting.ToArray(typeof(FrameClassification));
            return generation;
        }

        private static string Line(PolicyState policy)
        {
            return new JsonText()
                .Add("stable", policy.Stable)
                .Add("publishedAt", policy.PublishedAt.ToString())
                .Add("candidate", policy.Candidate)
                .Add("candidateFrames", policy.CandidateFrames)
                .Add("candidateSince", policy.CandidateSince.ToString())
                .ToString();
        }

        private static string Line(FrameClassification one)
        {
            return new JsonText()
                .Add("seq", one.Sequence)
                .Add("index", one.Index)
                .Add("label", one.Label)
                .Add("probability", one.Probability, 4)
                .Add("ms", one.Milliseconds, 1)
                .Add("at", one.CapturedAt.ToString())
                .Add("utc", one.CapturedUtc)
                .Add("frame", one.FrameName)
                .Add("region", one.Region)
                .Add("model", ((long)one.Model).ToString())
                .ToString();
        }

        private static int ReadHead(JsonReader json, SleepMemory memory)
        {
            int generation = 0;
            string? name = json.NextName();
            while (name != null)
            {
                switch (name)
                {
                    case "generation": generation = json.ReadWhole(); break;
                    case "seq": memory.Sequence = json.ReadWhole(); break;
                    case "frames": memory.Frames = json.ReadWhole(); break;
                    case "framesBefore": memory.FramesBefore = json.ReadWhole(); break;
                    case "published": memory.Published = json.ReadWhole(); break;
                    case "dropped": memory.Dropped = json.ReadWhole(); break;
                    case "cameraFailures": memory.CameraFailures = json.ReadWhole(); break;
                    case "cameraBroken": memory.IsCameraBroken = json.ReadFlag(); break;
                    case "cameraReason": memory.CameraReason = json.ReadText(); break;
                    case "cameraTold": memory.IsCameraTold = json.ReadFlag(); break;
                    case "modelFailures": memory.ModelFailures = json.ReadWhole(); break;
                    case "planned": memory.Planned = json.ReadWhole(); break;
                    case "awaitsRelease": memory.AwaitsRelease = json.ReadFlag(); break;
                    case "crc": memory.Crc = (uint)Long(json); break;
                    case "clock": memory.Clock = Long(json); break;
                    case "date": memory.Date = Long(json); break;
                    case "statusAt": memory.StatusAt = Long(json); break;
                    case "policies": memory.Policies = new PolicyState[json.ReadWhole()]; break;
                    case "states": memory.States = new string[json.ReadWhole()]; break;
                    default: throw json.Fault(json.NameStart, $"{name} is not known.");
                }

                name = json.NextName();
            }

            return generation;
        }

        private static string ReadState(JsonReader json)
        {
            string? name = json.NextName();
            string state = json.ReadText();
            return name == "state" && json.NextName() == null
                ? state : throw json.Fault(json.NameStart, "Only a state is expected here.");
        }

        private static PolicyState ReadPolicy(JsonReader json)
        {
            PolicyState policy = new PolicyState();
            string? name = json.NextName();
            while (name != null)
            {
                switch (name)
                {
                    case "stable": policy.Stable = json.ReadWhole(); break;
                    case "publishedAt": policy.PublishedAt = Long(json); break;
                    case "candidate": policy.Candidate = json.ReadWhole(); break;
                    case "candidateFrames": policy.CandidateFrames = json.ReadWhole(); break;
                    case "candidateSince": policy.CandidateSince = Long(json); break;
                    default: throw json.Fault(json.NameStart, $"{name} is not known.");
                }

                name = json.NextName();
            }

            return policy;
        }

        private static FrameClassification ReadLine(JsonReader json)
        {
            int sequence = 0;
            int index = 0;
            string label = string.Empty;
            double probability = 0;
            double milliseconds = 0;
            long at = 0;
            string utc = string.Empty;
            string frame = string.Empty;
            string region = string.Empty;
            uint model = 0;
            string? name = json.NextName();
            while (name != null)
            {
                switch (name)
                {
                    case "seq": sequence = json.ReadWhole(); break;
                    case "index": index = json.ReadWhole(); break;
                    case "label": label = json.ReadText(); break;
                    case "probability": probability = json.ReadNumber(); break;
                    case "ms": milliseconds = json.ReadNumber(); break;
                    case "at": at = Long(json); break;
                    case "utc": utc = json.ReadText(); break;
                    case "frame": frame = json.ReadText(); break;
                    case "region": region = json.ReadText(); break;
                    case "model": model = (uint)Long(json); break;
                    default: throw json.Fault(json.NameStart, $"{name} is not known.");
                }

                name = json.NextName();
            }

            return new FrameClassification(sequence, index, label, (float)probability, milliseconds, frame)
            {
                CapturedAt = at,
                CapturedUtc = utc,
                Region = region,
                Model = model,
            };
        }

        /// <summary>A number that is too large for JSON's readers stands in quotes.</summary>
        private static long Long(JsonReader json)
        {
            return long.Parse(json.ReadText());
        }
    }
}
