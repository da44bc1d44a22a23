using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>
    /// Tells Home Assistant of the node: the discovery document when it has changed or Home Assistant starts, the state
    /// whenever a classification is published, both retained.
    /// </summary>
    internal sealed class HomeDesk
    {
        /// <summary>Home Assistant hears of a start within this time, and not from all nodes at once.</summary>
        public const int MostJitter = 5000;

        /// <summary>For so long Home Assistant may be busy with a document; no other one comes meanwhile.</summary>
        public const int SettleMilliseconds = 10000;

        /// <summary>From a document to the status and the state that its entities want.</summary>
        public const int FollowMilliseconds = 2000;

        private const long Never = long.MaxValue;

        private readonly NodeSettings settings;
        private readonly IMessageClient messages;
        private readonly IClock clock;
        private readonly BrokerSession session;
        private readonly HomeRecord record;
        private readonly Backoff random;

        private HomeSource? source;
        private string crc = string.Empty;
        private long documentDue = Never;
        private long followDue = Never;
        private long lastDocument = -SettleMilliseconds;
        private HomeMessage? pending;

        public HomeDesk(
            NodeSettings settings, IMessageClient messages, IClock clock, BrokerSession session, HomeRecord record)
        {
            this.settings = settings;
            this.messages = messages;
            this.clock = clock;
            this.session = session;
            this.record = record;
            random = new Backoff(settings.ClientId);
            States = new HomeStates(settings, clock, session);
            Echo = new HomeEcho(settings, clock, session);
            session.Lost += OnLost;
        }

        /// <summary>What is told of the regions.</summary>
        public HomeStates States { get; }

        /// <summary>Hears whether the broker still has the document.</summary>
        public HomeEcho Echo { get; }

        /// <summary>Whether a document is to be sent or looked for now, so that no sleep may begin.</summary>
        public bool IsBusy
        {
            get { return session.IsConnected && (Echo.IsAwaited || documentDue != Never); }
        }

        /// <summary>When <see cref="Tend"/> has something to do at the latest; means nothing offline.</summary>
        public long NextEvent
        {
            get
            {
                // One document at a time: the next waits for the confirmation of the one before.
                long next = documentDue < followDue && pending == null ? documentDue : followDue;
                next = Echo.Due < next ? Echo.Due : next;
                return States.NextEvent < next ? States.NextEvent : next;
            }
        }

        /// <summary>The model is open.</summary>
        /// <param name="model">The model.</param>
        /// <param name="tellsMemory">Whether the status tells of free memory.</param>
        /// <returns>What is wrong with the settings for this model, empty if nothing.</returns>
        public string Begin(Network model, bool tellsMemory)
        {
            source = new HomeSource(settings, model, tellsMemory);
            return source.PresenceProblem();
        }

        /// <summary>A connection is about to be made.</summary>
        public void Prepare()
        {
            Echo.Await(settings.Discovery && source != null && IsKnown() ? crc : string.Empty);
        }

        /// <summary>The broker is reached.</summary>
        public void Connected()
        {
            Echo.Connected();
            if (settings.Discovery)
            {
                States.Repeat();
            }

            if (!settings.Discovery)
            {
                documentDue = record.Topic.Length > 0 ? clock.Milliseconds : Never;
            }
            else if (source != null)
            {
                Compare();
            }
        }

        /// <summary>Settings have changed that the document tells of.</summary>
        public void Refresh()
        {
            crc = string.Empty;
            States.Renew();
            if (settings.Discovery && source != null)
            {
                Compare();
            }
        }

        /// <summary>Home Assistant has started, and knows nothing.</summary>
        public void Introduce()
        {
            if (settings.Discovery && source != null)
            {
                Plan(clock.Milliseconds + random.Spread(MostJitter));
            }
        }

        /// <summary>A classification is published.</summary>
        /// <param name="told">What is told of it.</param>
        public void Show(FrameClassification told)
        {
            if (settings.Discovery)
            {
                States.Show(told);
            }
        }

        /// <summary>Sends what is due.</summary>
        /// <returns>Whether the status is to be sent too.</returns>
        public bool Tend()
        {
            Settle();
            if (!session.IsConnected)
            {
                return false;
            }

            if (clock.Milliseconds >= Echo.Due)
            {
                // All nodes of a broker that was killed find that at once; one that sleeps has no time to wait.
                Echo.End();
                Plan(clock.Milliseconds + (settings.SleepSeconds > 0 ? 0 : random.Spread(MostJitter)));
            }

            if (clock.Milliseconds >= documentDue && pending == null)
            {
                documentDue = Never;
                SendDocument();
            }

            bool isStatusDue = clock.Milliseconds >= followDue;
            if (isStatusDue)
            {
                followDue = Never;
                States.Repeat();
            }

            States.Send(isStatusDue);
            return isStatusDue;
        }

        /// <summary>Sends the last states, if they waited for their second: the node is about to go.</summary>
        public void Flush()
        {
            States.Send(true);
        }

        /// <summary>Remembers what the broker has confirmed.</summary>
        public void Settle()
        {
            if (pending == null || !messages.IsConfirmed(pending.Number))
            {
                return;
            }

            if (pending.Crc.Length == 0)
            {
                record.Forget();
            }
            else
            {
                record.Keep(pending);
            }

            pending = null;
        }

        private void Compare()
        {
            if (!IsKnown())
            {
                Plan(clock.Milliseconds);
            }
        }

        /// <summary>Whether the document is the one that was sent last.</summary>
        private bool IsKnown()
        {
            if (crc.Length == 0)
            {
                crc = Make().Crc;
            }

            return record.Topic == HomeDocument.Topic(settings) && record.Crc == crc;
        }

        /// <summary>Home Assistant must have done with a document before the next one comes.</summary>
        private void Plan(long moment)
        {
            long earliest = lastDocument + SettleMilliseconds;
            long due = moment > earliest ? moment : earliest;
            documentDue = due < documentDue ? due : documentDue;
        }

        private HomeMessage Make()
        {
            HomeDocument document = new HomeDocument(source!);
            string[] gone = record.Gone;
            byte[] bytes = document.Write(gone);
            string[] components = document.Components();
            string[] missing = record.GoneWith(components);
            if (missing.Length != gone.Length)
            {
                // Seldom: only now is it known what the document has no more.
                gone = missing;
                bytes = document.Write(gone);
            }

            return new HomeMessage(HomeDocument.Topic(settings), bytes)
            {
                Components = components,
                Gone = gone,
                States = States.Topics,
            };
        }

        private void SendDocument()
        {
            Echo.End();
            HomeMessage message = settings.Discovery
                ? Make() : new HomeMessage(record.Topic, new byte[0]);
            if (settings.Discovery && record.Topic.Length > 0 && record.Topic != message.Topic)
            {
                // The node had another name: that device is gone.
                session.PublishTo(record.Topic, new byte[0], 1, true);
            }

            TakeBackStates(message.States);

            int number = session.PublishTo(message.Topic, message.Bytes, 1, true);
            if (number == 0)
            {
                return;
            }

            lastDocument = clock.Milliseconds;
            followDue = settings.Discovery ? lastDocument + FollowMilliseconds : Never;
            pending = message;
            message.Send(number);
        }

        /// <summary>What was kept on topics that are no state's any more would stay there for good.</summary>
        private void TakeBackStates(string[] now)
        {
            string[] gone = HomeRecord.Missing(record.States, now);
            for (int i = 0; i < gone.Length; i++)
            {
                session.PublishTo(gone[i], new byte[0], 1, true);
            }
        }

        /// <summary>What was not confirmed is compared again with the next connection.</summary>
        private void OnLost()
        {
            Settle();
            pending = null;
            documentDue = Never;
            followDue = Never;
            Echo.Await(string.Empty);
        }
    }
}
