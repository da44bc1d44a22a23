using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>What a node says of itself.</summary>
    internal sealed class StatusReport
    {
        private readonly NodeParts parts;
        private readonly BrokerSession session;
        private readonly Outbox outbox;
        private readonly CameraHealth camera;

        public StatusReport(NodeParts parts, BrokerSession session, Outbox outbox, CameraHealth camera)
        {
            this.parts = parts;
            this.session = session;
            this.outbox = outbox;
            this.camera = camera;
        }

        /// <summary>The model, null before it is open.</summary>
        public Network? Model { get; set; }

        /// <summary>Settings that can be changed while the node runs, null if none can.</summary>
        public NodeSettings? Controls { get; set; }

        /// <summary>What is wrong with classes that settings name, empty if nothing.</summary>
        public string PresenceProblem { get; set; } = string.Empty;

        /// <summary>What spares the network frames, null for nothing.</summary>
        public MotionGate? Motion { get; set; }

        /// <summary>Frames classified.</summary>
        public int Frames { get; set; }

        /// <summary>What works with some brokers only, empty if nothing.</summary>
        public string SettingsWarning { get; set; } = string.Empty;

        /// <summary>Number of the last frame; more than <see cref="Frames"/> where numbers were left out.</summary>
        public int Sequence { get; set; }

        /// <summary>What is wrong with pins, empty if nothing.</summary>
        public string PinsProblem { get; set; } = string.Empty;

        /// <summary>Whether the node is about to sleep.</summary>
        public bool IsAsleep { get; set; }

        /// <summary>Seconds until the node shows up again after its sleep; 0 if nobody knows.</summary>
        public int WakeAfter { get; set; }

        /// <summary>Whose counts are told, null for none.</summary>
        public SnapshotDesk? Snapshots { get; set; }

        /// <summary>Whether the model cannot be used.</summary>
        public bool IsModelBroken { get; private set; }

        /// <summary>Why it cannot be used, empty if it can.</summary>
        public string ModelProblem { get; private set; } = string.Empty;

        /// <summary>The model cannot be used.</summary>
        public void ModelFails(string why)
        {
            IsModelBroken = true;
            ModelProblem = why;
        }

        /// <summary>The message.</summary>
        public string Text()
        {
            JsonText text = new JsonText();
            AddStatus(text);
            AddModel(text);
            text.Add("firmware", NodeMessages.FirmwareVersion);
            AddSettings(text);
            AddBroker(text);
            AddCounters(text);
            AddMotion(text);
            AddSnapshots(text);
            AddMemory(text);
            return text.ToString();
        }

        private void AddStatus(JsonText text)
        {
            text.Add("status", Word());
            if (WakeAfter > 0)
            {
                text.Add("wakeAfter", WakeAfter);
            }

            string reason = IsModelBroken ? ModelProblem : camera.Reason;
            if (reason.Length > 0)
            {
                text.Add("reason", reason);
            }
        }

        private string Word()
        {
            return IsModelBroken ? "model-failed"
                : camera.IsBroken ? "camera-failed"
                : IsAsleep ? "sleeping" : "online";
        }

        private void AddModel(JsonText text)
        {
            if (Model != null)
            {
                text.Add("model", Model.Name)
                    .Add("crc", JsonText.Hex(Model.Crc))
                    .Add("classes", Model.Classes)
                    .Add("input", $"{Model.Width}x{Model.Height}");
            }
        }

        private void AddSettings(JsonText text)
        {
            text.Add("settings", parts.SettingsSource);
            if (parts.SettingsProblem.Length > 0)
            {
                text.Add("settingsProblem", parts.SettingsProblem);
            }

            if (SettingsWarning.Length > 0)
            {
                text.Add("settingsWarning", SettingsWarning);
            }

            if (PresenceProblem.Length > 0)
            {
                text.Add("presenceProblem", PresenceProblem);
            }

            if (Controls != null)
            {
                text.Add("rule", ((ChoiceSetting)SettingsTable.Rule).Word((int)Controls.Rule))
                    .Add("minProbability", Controls.MinProbability, 4);
            }

            if (PinsProblem.Length > 0)
            {
                text.Add("pinsProblem", PinsProblem);
            }
        }

        private void AddBroker(JsonText text)
        {
            if (session.Problem.Length > 0)
            {
                text.Add("brokerProblem", session.Problem);
            }
        }

        private void AddCounters(JsonText text)
        {
            string address = parts.Link.Address;
            if (address.Length > 0)
            {
                text.Add("address", address);
            }

            outbox.Settle();
            text.Add("uptime", parts.Clock.Milliseconds / 1000)
                .Add("reconnects", session.IsConnected ? session.Connections - 1 : session.Connections)
                .Add("frames", Frames)
                .Add("published", outbox.Published)
                .Add("waiting", outbox.Waiting)
                .Add("dropped", outbox.Dropped)
                .Add("cameraFailures", camera.Failures)
                .Add("cameraRestarts", camera.Restarts);
        }

        private void AddMotion(JsonText text)
        {
            if (Motion != null && Motion.IsOn)
            {
                text.Add("motion", Motion.IsMoving).Add("moved", Motion.Moved).Add("still", Motion.Still);
            }
        }

        private void AddSnapshots(JsonText text)
        {
            if (Snapshots != null && Snapshots.IsOn)
            {
                text.Add("snapshots", Snapshots.Sent).Add("snapshotFailures", Snapshots.Failures);
            }
        }

        private void AddMemory(JsonText text)
        {
            if (parts.Memory != null)
            {
                text.Add("freeManaged", parts.Memory.Managed)
                    .Add("freeInternal", parts.Memory.Internal)
                    .Add("freeExternal", parts.Memory.External);
            }
        }
    }
}
