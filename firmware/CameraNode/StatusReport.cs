using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>What a node says of itself.</summary>
    internal sealed class StatusReport
    {
        private const string Online = "online";
        private const string CameraFailed = "camera-failed";
        private const string ModelFailed = "model-failed";

        private readonly NodeParts parts;
        private string status = Online;
        private string reason = string.Empty;

        public StatusReport(NodeParts parts)
        {
            this.parts = parts;
        }

        /// <summary>The model, null before it is open.</summary>
        public Network? Model { get; set; }

        /// <summary>Pictures classified.</summary>
        public int Frames { get; set; }

        /// <summary>Captures that failed.</summary>
        public int CameraFailures { get; set; }

        /// <summary>Whether the last capture failed.</summary>
        public bool IsCameraBroken
        {
            get { return status == CameraFailed; }
        }

        /// <summary>Whether the model cannot be used.</summary>
        public bool IsModelBroken
        {
            get { return status == ModelFailed; }
        }

        /// <summary>All is well.</summary>
        public void Works()
        {
            Set(Online, string.Empty);
        }

        /// <summary>The camera gives no picture.</summary>
        public void CameraFails(string why)
        {
            Set(CameraFailed, why);
        }

        /// <summary>The model cannot be used.</summary>
        public void ModelFails(string why)
        {
            Set(ModelFailed, why);
        }

        /// <summary>The message.</summary>
        public string Text(BrokerSession session, Outbox outbox)
        {
            JsonText text = new JsonText().Add("status", status);
            if (reason.Length > 0)
            {
                text.Add("reason", reason);
            }

            if (Model != null)
            {
                text.Add("model", Model.Name)
                    .Add("crc", JsonText.Hex(Model.Crc))
                    .Add("classes", Model.Classes)
                    .Add("input", $"{Model.Width}x{Model.Height}");
            }

            text.Add("firmware", NodeMessages.FirmwareVersion);
            AddSettings(text);
            AddCounters(text, session, outbox);
            AddMemory(text);
            return text.ToString();
        }

        private void Set(string next, string why)
        {
            status = next;
            reason = why;
        }

        private void AddSettings(JsonText text)
        {
            text.Add("settings", parts.SettingsSource);
            if (parts.SettingsProblem.Length > 0)
            {
                text.Add("settingsProblem", parts.SettingsProblem);
            }
        }

        private void AddCounters(JsonText text, BrokerSession session, Outbox outbox)
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
                .Add("cameraFailures", CameraFailures)
                .Add("cameraRestarts", parts.Camera.Restarts);
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
