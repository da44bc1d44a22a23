namespace CameraNode
{
    /// <summary>The trigger was pressed; comes on any thread.</summary>
    internal delegate void TriggerHandler();

    /// <summary>An input that remembers one press until it is taken. Safe for several threads.</summary>
    internal sealed class TriggerInput
    {
        private readonly object gate = new object();
        private readonly TriggerPin trigger;
        private readonly IClock clock;
        private long lastChange = long.MinValue;
        private bool isPressed;

        public TriggerInput(TriggerPin trigger, IPins pins, IClock clock)
        {
            this.trigger = trigger;
            this.clock = clock;
            pins.Listen(trigger, OnChange);
        }

        /// <summary>Is told of a press; one node at a time.</summary>
        public TriggerHandler? Pressed { get; set; }

        /// <summary>Takes the press, if there was one.</summary>
        public bool Take()
        {
            lock (gate)
            {
                bool was = isPressed;
                isPressed = false;
                return was;
            }
        }

        private void OnChange(bool isHigh)
        {
            lock (gate)
            {
                long now = clock.Milliseconds;

                // The release bounces as the press does: any change starts the time anew.
                bool bounces =
                    lastChange != long.MinValue && now - lastChange < trigger.DebounceMilliseconds;
                lastChange = now;
                if (bounces || (trigger.Edge != PinEdge.Both && isHigh != (trigger.Edge == PinEdge.Rising)))
                {
                    return;
                }

                isPressed = true;
            }

            Pressed?.Invoke();
        }
    }
}
