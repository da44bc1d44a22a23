using System;
using System.Collections;

namespace CameraNode.Tests
{
    /// <summary>Pins that write down when they were switched, and inputs that tests press.</summary>
    internal sealed class FakePins : IPins
    {
        private readonly FakeClock clock;
        private readonly ArrayList edges = new ArrayList();
        private PinHandler? changed;

        public FakePins(FakeClock clock)
        {
            this.clock = clock;
        }

        /// <summary>A pin that fails when it is switched, -1 for none.</summary>
        public int Broken { get; set; } = -1;

        /// <summary>A pin that cannot be opened, -1 for none.</summary>
        public int Missing { get; set; } = -1;

        /// <summary>Whether the input cannot be read.</summary>
        public bool IsUnreadable { get; set; }

        /// <summary>Whether the input is high.</summary>
        public bool IsInputHigh { get; set; }

        /// <summary>All that was switched, such as "4 on 100, 4 off 600".</summary>
        public string Edges
        {
            get
            {
                string text = string.Empty;
                for (int i = 0; i < edges.Count; i++)
                {
                    text += (i == 0 ? string.Empty : ", ") + (string)edges[i]!;
                }

                return text;
            }
        }

        public ISwitch Open(OutputPin output)
        {
            if (output.Pin == Missing)
            {
                throw new InvalidOperationException("no such pin");
            }

            return new Switch(this, output.Pin);
        }

        public void Listen(TriggerPin trigger, PinHandler handler)
        {
            if (trigger.Pin == Missing)
            {
                throw new InvalidOperationException("no such pin");
            }

            changed = handler;
        }

        public bool IsHigh(int pin)
        {
            return !IsUnreadable ? IsInputHigh : throw new InvalidOperationException("the pin is not open");
        }

        /// <summary>The input changes.</summary>
        public void Change(bool isHigh)
        {
            IsInputHigh = isHigh;
            if (changed != null)
            {
                changed(isHigh);
            }
        }

        private void Set(int pin, bool on)
        {
            if (pin == Broken)
            {
                throw new InvalidOperationException("the pin is broken");
            }

            edges.Add(pin + (on ? " on " : " off ") + clock.Milliseconds);
        }

        private sealed class Switch : ISwitch
        {
            private readonly FakePins pins;
            private readonly int pin;

            public Switch(FakePins pins, int pin)
            {
                this.pins = pins;
                this.pin = pin;
            }

            public void Set(bool on)
            {
                pins.Set(pin, on);
            }
        }
    }
}
