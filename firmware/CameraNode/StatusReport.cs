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
        private string modelProblem = string.Empty;

        public StatusReport(NodeParts parts, BrokerSession session, Outbox outbox, CameraHealth camera)
        {
            this.parts = parts;
            this.session = session;
            this.outbox = outbox;
            this.camera = camera;
        }

        /// <summary>The model, null before it is open.</summary>
        public Network? Model { get; set; }

        /// <summary>Frames classified.</summary>
        public int Frames { get; set; }

        /// <summary>Whose counts are told, null for none.</summary>
        public SnapshotDesk? Snapshots { get; set; }

        /// <summary>Whether the model cannot be used.</summary>
        public bool IsModelBroken { get; private set; }

        /// <summary>The model cannot be used.</summary>
        public void ModelFails(string why)
        {
            IsModelBroken = true;
            modelProblem = why;
        }

        /// <summary>The message.</summary>
        public string Text()
        {
            JsonText text = new JsonText();
            AddStatus(text);
            AddModel(text);
            text.Add("firmware", NodeMessages.FirmwareVersion);
            AddSettings(text);
            AddCounters(text);
            AddSnapshots(text);
            AddMemory(text);
            return text.ToString();
        }

        private void AddStatus(JsonText text)
        {
            text.Add("status", IsModelBroken ? "model-failed" : camera.IsBroken ? "camera-failed" : "online");
            string reason = IsModelBroken ? modelProblem : camera.Reason;
            if (reason.Length > 0)
            {
                text.Add("reason", reason);
            }
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
        }

        private void AddCounters(JsonText text)
        {
            string address = parts.Link.Address;
            if (address.Length > 0)
            {
                text.Add("address", address);
            }

            text.Add("uptime", parts.Clock.Milliseconds / 1000)
                .Add("reconnects", session.IsConnected ? session.Connections - 1 : session.Connections)
                .Add("frames", Frames)
                .Add("published", outbox.Published)
                .Add("waiting", outbox.Waiting)
                .Add("dropped", outbox.Dropped)
                .Add("cameraFailures", camera.Failures)
                .Add("cameraRestarts", camera.Restarts);
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
