using System.Collections;

namespace CameraNode
{
    /// <summary>Who takes what comes from the broker; to be filled before the node connects.</summary>
    internal sealed class TopicTable
    {
        private readonly ArrayList handlers = new ArrayList();

        /// <summary>The topics to subscribe to.</summary>
        public string[] Topics
        {
            get
            {
                ArrayList topics = new ArrayList();
                for (int i = 0; i < handlers.Count; i++)
                {
                    if (Handler(i).IsListening)
                    {
                        topics.Add(Handler(i).Topic);
                    }
                }

                return (string[])topics.ToArray(typeof(string));
            }
        }

        /// <summary>Adds one who takes what comes on a topic.</summary>
        public void Add(TopicHandler handler)
        {
            handlers.Add(handler);
        }

        /// <summary>Hands a message to those whose topic it has.</summary>
        public void Hand(ReceivedMessage message)
        {
            for (int i = 0; i < handlers.Count; i++)
            {
                bool isOld = message.IsRetained && Handler(i).WantsNewsOnly;
                if (Handler(i).Topic == message.Topic && !isOld)
                {
                    Handler(i).Take(message);
                }
            }
        }

        private TopicHandler Handler(int index)
        {
            return (TopicHandler)handlers[index]!;
        }
    }
}
