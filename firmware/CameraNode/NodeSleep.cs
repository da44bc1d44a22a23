namespace CameraNode
{
    /// <summary>A node's way from one sleep to the next: what it remembers, how long it stays awake.</summary>
    internal sealed class NodeSleep
    {
        /// <summary>
        /// A start without a sleep before it may be one after a power failure that came before the memory was saved:
        /// numbers of frames that may have been used then are left out.
        /// </summary>
        private const int LeftOut = 1000;

        private const int Second = 1000;

        private const int LongestSleep = 86400;

        private const int ShortestAfterFailure = 60;

        private const int MostDoublings = 16;

        private readonly NodeContext node;
        private readonly SleepMemory? old;
        private NodeViews? views;
        private uint model;

        public NodeSleep(NodeContext node)
        {
            this.node = node;
            old = node.Parts.Remembered;
            IsOn = node.Settings.SleepSeconds > 0;
            Deadline = node.Now + node.Settings.AwakeMilliseconds;
        }

        /// <summary>Whether the node sleeps between images.</summary>
        public bool IsOn { get; }

        /// <summary>When it sleeps, whatever is left to do but a first image and the end of a pulse.</summary>
        public long Deadline { get; private set; }

        /// <summary>
        /// Frames before the last start without a sleep before it: the most that are wanted count from there.
        /// </summary>
        public int FramesBefore
        {
            get
            {
                return old == null ? 0 : node.Parts.Wake == WakeReason.PowerOn ? old.Frames : old.FramesBefore;
            }
        }

        /// <summary>Whether there are no more frames, so that the node stops for good.</summary>
        public bool HasEnded { get; set; }

        /// <summary>Whether the model cannot be used.</summary>
        public bool HasModelFailed { get; set; }

        /// <summary>Whether it woke because the trigger was let go: then there is nothing to take.</summary>
        public bool IsRelease
        {
            get { return old != null && old.AwaitsRelease && node.Parts.Wake == WakeReason.Pin; }
        }

        /// <summary>Whether the node sleeps when it is done.</summary>
        public bool IsWanted
        {
            get { return IsOn && !HasEnded && !node.Stop.IsSet; }
        }

        /// <summary>Whether there is something for the broker: classifications, or a status that is due.</summary>
        public bool WantsBroker
        {
            get
            {
                return node.Outbox.Waiting > 0
                    || (node.Session.Connections == 0 && (IsStatusDue || node.Camera.IsBroken != IsCameraTold));
            }
        }

        /// <summary>The sleep's time in milliseconds: longer and longer while the model fails.</summary>
        public int Milliseconds
        {
            get
            {
                int seconds = node.Settings.SleepSeconds;
                if (HasModelFailed)
                {
                    seconds = seconds > ShortestAfterFailure ? seconds : ShortestAfterFailure;
                    for (int i = ModelFailures; i > 0 && seconds < LongestSleep; i--)
                    {
                        seconds *= 2;
                    }
                }

                return (seconds < LongestSleep ? seconds : LongestSleep) * Second;
            }
        }

        /// <summary>Seconds after which the broker hears of the node again, if all is well.</summary>
        public int WakeAfter
        {
            get { return node.Settings.SecondsToWake(node.Settings.StatusMilliseconds, Milliseconds); }
        }

        /// <summary>Whether the broker was told last that the camera fails.</summary>
        private bool IsCameraTold
        {
            get { return node.Session.Connections > 0 ? node.Camera.IsBroken : old != null && old.IsCameraTold; }
        }

        private bool IsStatusDue
        {
            get
            {
                int interval = node.Settings.StatusMilliseconds;
                return old == null || node.Parts.Wake == WakeReason.PowerOn || old.StatusAt < 0
                    || (interval > 0 && node.Now - old.StatusAt >= interval);
            }
        }

        private int ModelFailures
        {
            get { return !HasModelFailed ? 0 : old == null ? 1 : old.ModelFailures + 1; }
        }

        /// <summary>
        /// Starts the time awake: with the first image, so that a model that takes long to open leaves time for one.
        /// </summary>
        public void Begin()
        {
            Deadline = node.Now + node.Settings.AwakeMilliseconds;
        }

        /// <summary>Puts the counters and the classifications that waited in their places.</summary>
        public void Restore()
        {
            if (old == null)
            {
                return;
            }

            node.Report.Frames = old.Frames;
            node.Report.Sequence = old.Sequence + (node.Parts.Wake == WakeReason.PowerOn ? LeftOut : 0);
            node.Camera.Restore(old.CameraFailures, old.IsCameraBroken, old.CameraReason);
            node.Outbox.Restore(old.Waiting, old.Published, old.Dropped);
        }

        /// <summary>Gives the rules what they knew, if the model and what is looked at are still the same.</summary>
        public void Restore(NodeViews watched, uint modelCrc)
        {
            views = watched;
            model = modelCrc;
            if (old != null && old.Crc == watched.Mark(model) && old.Policies.Length == watched.Count)
            {
                for (int i = 0; i < watched.Count; i++)
                {
                    watched.At(i).Policy.State = old.Policies[i];
                }

                node.Home.States.Texts = old.States;
            }
        }

        /// <summary>Saves what a sleep must not lose, unless nothing is new and the date tells the time.</summary>
        public void Save()
        {
            SleepFile? file = node.Parts.SleepFile;
            if (!IsOn || file == null)
            {
                return;
            }

            SleepMemory memory = Collect();
            if (IsNews(memory))
            {
                string problem = file.Save(memory);
                if (problem.Length > 0)
                {
                    node.Parts.Observer.Warned($"What a sleep must not lose is not saved: {problem}");
                }
            }
        }

        private SleepMemory Collect()
        {
            FrameClassification[] waiting = node.Outbox.TakeBack(SleepFile.MostWaiting);
            int failures = ModelFailures;
            bool isHigh = node.Pins.HasTrigger && node.Pins.IsTriggerHigh;
            return new SleepMemory
            {
                Sequence = node.Report.Sequence,
                Frames = node.Report.Frames,
                Published = node.Outbox.Published,
                Dropped = node.Outbox.Dropped,
                FramesBefore = FramesBefore,
                CameraFailures = node.Camera.Failures,
                IsCameraBroken = node.Camera.IsBroken,
                CameraReason = node.Camera.Reason,
                IsCameraTold = IsCameraTold,
                ModelFailures = failures < MostDoublings ? failures : MostDoublings,
                Clock = node.Now,
                Date = SleepMemory.DateOf(node.Parts.Clock.UtcNow),
                Planned = Milliseconds,
                StatusAt = node.Session.Connections > 0 ? node.Now : old == null ? -1 : old.StatusAt,
                AwaitsRelease = node.Pins.HasTrigger && IsPressed(isHigh),
                Crc = views != null ? views.Mark(model) : old == null ? 0 : old.Crc,
                Policies = Policies(),
                States = views == null && old != null ? old.States : node.Home.States.Texts,
                Waiting = waiting,
            };
        }

        /// <summary>Whether the trigger is held, so that letting it go ends the sleep without being a press.</summary>
        private bool IsPressed(bool isHigh)
        {
            TriggerPin? trigger = node.Settings.Trigger;
            return trigger != null && trigger.Edge != PinEdge.Both && isHigh == (trigger.Edge == PinEdge.Rising);
        }

        private PolicyState[] Policies()
        {
            if (views == null)
            {
                return old == null ? new PolicyState[] { new PolicyState() } : old.Policies;
            }

            PolicyState[] all = new PolicyState[views.Count];
            for (int i = 0; i < all.Length; i++)
            {
                all[i] = views.At(i).Policy.State;
            }

            return all;
        }

        private static bool Are(PolicyState[] one, PolicyState[] other)
        {
            if (one.Length != other.Length)
            {
                return false;
            }

            for (int i = 0; i < one.Length; i++)
            {
                if (!one[i].Is(other[i]))
                {
                    return false;
                }
            }

            return true;
        }

        private bool IsNews(SleepMemory memory)
        {
            return old == null || node.Parts.Wake == WakeReason.PowerOn || old.Date == 0 || memory.Date == 0
                || memory.Waiting.Length > 0 || old.Waiting.Length > 0 || memory.StatusAt != old.StatusAt
                || memory.Published != old.Published || memory.Dropped != old.Dropped || memory.Crc != old.Crc
                || memory.IsCameraBroken != old.IsCameraBroken || memory.IsCameraTold != old.IsCameraTold
                || (node.Settings.MaxFrames > 0 && memory.Frames != old.Frames)
                || memory.CameraFailures != old.CameraFailures || memory.ModelFailures != old.ModelFailures
                || memory.AwaitsRelease != old.AwaitsRelease || !Are(memory.Policies, old.Policies);
        }
    }
}
