namespace CameraNode.Tests
{
    /// <summary>A message that a fake broker has got.</summary>
    internal sealed class FakeMessage
    {
        public FakeMessage(string topic, string text, int qualityOfService, bool retain, long time)
        {
            Topic = topic;
            Text = text;
            QualityOfService = qualityOfService;
            Retain = retain;
            Time = time;
        }

        public string Topic { get; }

        public string Text { get; }

        public int QualityOfService { get; }

        public bool Retain { get; }

        public long Time { get; }
    }
}
