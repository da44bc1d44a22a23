namespace CameraNode
{
    /// <summary>The last published classification of a region, on its way to Home Assistant.</summary>
    internal sealed class HomeState
    {
        private bool isOld;

        public HomeState(string region)
        {
            Region = region;
        }

        /// <summary>The region's name, empty for the only one.</summary>
        public string Region { get; }

        /// <summary>The message of its label, empty if there was none.</summary>
        public string Text { get; private set; } = string.Empty;

        /// <summary>
        /// What is sent. One from before a sleep says so: the node lives, but no class was seen again.
        /// </summary>
        public string Message
        {
            get { return isOld ? Text.Substring(0, Text.Length - 1) + ",\"old\":true}" : Text; }
        }

        /// <summary>Whether it is to be sent.</summary>
        public bool IsDue { get; set; }

        /// <summary>When it may be sent at the earliest.</summary>
        public long Next { get; set; }

        /// <summary>A classification is published.</summary>
        public void Show(string text)
        {
            Text = text;
            isOld = false;
            IsDue = true;
        }

        /// <summary>Takes what was told before a sleep.</summary>
        public void Recall(string text)
        {
            Text = text;
            isOld = text.Length > 0;
        }
    }
}
