using System;

namespace CameraNode
{
    /// <summary>
    /// An output that is never on without an end. Safe for several threads: the node switches on, a timer off.
    /// </summary>
    internal sealed class TimedSwitch
    {
        private readonly object gate = new object();
        private readonly ISwitch output;
        private long end;
        private bool isOn;

        public TimedSwitch(ISwitch output)
        {
            this.output = output;
        }

        /// <summary>Whether it is on.</summary>
        public bool IsOn
        {
            get
            {
                lock (gate)
                {
                    return isOn;
                }
            }
        }

        /// <summary>Switches it on until a moment; one that is on stays on until then.</summary>
        public void On(long until)
        {
            lock (gate)
            {
                end = until;
                if (!isOn)
                {
                    // First: an exception in between must leave it to be switched off.
                    isOn = true;
                    output.Set(true);
                }
            }
        }

        /// <summary>Switches it off if its time is over. Never throws; what fails is tried again.</summary>
        public void Update(long now)
        {
            lock (gate)
            {
                if (isOn && now >= end)
                {
                    TryOff();
                }
            }
        }

        /// <summary>Switches it off. Never throws.</summary>
        public void Off()
        {
            lock (gate)
            {
                end = long.MinValue;
                if (isOn)
                {
                    TryOff();
                }
            }
        }

        private void TryOff()
        {
            try
            {
                output.Set(false);
                isOn = false;
            }
            catch (Exception)
            {
                // The other outputs must be switched off too; the next update comes back to this one.
            }
        }
    }
}
