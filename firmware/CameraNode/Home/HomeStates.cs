namespace CameraNode
{
    /// <summary>
    /// Keeps the last published classification of each region for Home Assistant, and sends it: retained, none of them
    /// oftener than once a second.
    /// </summary>
    internal sealed class HomeStates
    {
        /// <summary>Shortest time between two states of one region.</summary>
        public const int StateMilliseconds = 1000;

        private readonly NodeSettings settings;
        private readonly IClock clock;
        private readonly BrokerSession session;
        private HomeState[] states = new HomeState[0];

        public HomeStates(NodeSettings settings, IClock clock, BrokerSession session)
        {
            this.settings = settings;
            this.clock = clock;
            this.session = session;
            Renew();
        }

        /// <summary>When <see cref="Send"/> has something to do at the latest; means nothing offline.</summary>
        public long NextEvent
        {
            get
            {
                long next = long.MaxValue;
                for (int i = 0; i < states.Length; i++)
                {
                    next = states[i].IsDue && states[i].Next < next ? states[i].Next : next;
                }

                return next;
            }
        }

        /// <summary>The topics of all regions.</summary>
        public string[] Topics
        {
            get
            {
                string[] topics = new string[states.Length];
                for (int i = 0; i < topics.Length; i++)
                {
                    topics[i] = NodeMessages.Topic(settings, HomeNames.State(states[i].Region));
                }

                return topics;
            }
        }

        /// <summary>What was last told of each region, empty for nothing; kept over a sleep.</summary>
        public string[] Texts
        {
            get
            {
                string[] texts = new string[states.Length];
                for (int i = 0; i < texts.Length; i++)
                {
                    texts[i] = states[i].Text;
                }

                return texts;
            }

            set
            {
                for (int i = 0; i < states.Length && i < value.Length; i++)
                {
                    states[i].Recall(value[i]);
                }
            }
        }

        /// <summary>The settings may have other regions; what is known of those that stay is kept.</summary>
        public void Renew()
        {
            int count = HomeSource.Regions(settings);
            HomeState[] made = new HomeState[count];
            for (int i = 0; i < count; i++)
            {
                string region = HomeSource.Region(settings, i);
                made[i] = Find(region) ?? new HomeState(region);
            }

            states = made;
        }

        /// <summary>A classification is published.</summary>
        public void Show(FrameClassification told)
        {
            HomeState? state = Find(told.Region);
            if (state != null)
            {
                state.Show(NodeMessages.Label(told));
            }
        }

        /// <summary>All that is known is to be sent again.</summary>
        public void Repeat()
        {
            for (int i = 0; i < states.Length; i++)
            {
                states[i].IsDue = states[i].Text.Length > 0;
            }
        }

        /// <summary>Sends what is due.</summary>
        /// <param name="atOnce">Whether it does not wait for its second.</param>
        public void Send(bool atOnce)
        {
            long now = clock.Milliseconds;
            for (int i = 0; i < states.Length; i++)
            {
                HomeState state = states[i];
                bool isTime = state.IsDue && (atOnce || now >= state.Next);
                if (isTime)
                {
                    state.Next = now + StateMilliseconds;
                    bool isSent = (atOnce || !session.IsBusy)
                        && session.Publish(HomeNames.State(state.Region), state.Message, 1, true) > 0;
                    state.IsDue = !isSent;
                }
            }
        }

        private HomeState? Find(string region)
        {
            for (int i = 0; i < states.Length; i++)
            {
                if (states[i].Region == region)
                {
                    return states[i];
                }
            }

            return null;
        }
    }
}
