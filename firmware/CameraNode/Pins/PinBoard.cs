using System;

namespace CameraNode
{
    /// <summary>
    /// All pins that settings name, opened once, before anything else: outputs are off from then on, and whatever
    /// happens to nodes. A pin that does not open costs itself only.
    /// </summary>
    public sealed class PinBoard
    {
        /// <summary>A camera takes some seconds at most; its light must not stay on beside one that hangs.</summary>
        private const int LampMilliseconds = 5000;

        private readonly OutputPins wanted;
        private readonly IClock clock;
        private readonly TimedSwitch?[] outputs;
        private readonly int lampPin;

        /// <summary>Opens the pins.</summary>
        public PinBoard(NodeSettings settings, IPins pins, IClock clock)
        {
            Pins = pins;
            wanted = settings.Outputs;
            this.clock = clock;
            Problem = PinRules.Warning(settings);
            outputs = new TimedSwitch?[wanted.Count];
            for (int i = 0; i < outputs.Length; i++)
            {
                outputs[i] = Open(wanted[i]);
            }

            if (settings.Lamp != null)
            {
                lampPin = settings.Lamp.Pin;
                Lamp = Open(settings.Lamp);
            }

            if (settings.Trigger != null)
            {
                Trigger = Listen(settings.Trigger);
            }
        }

        /// <summary>What is wrong with pins, empty if nothing.</summary>
        public string Problem { get; private set; }

        /// <summary>The board's own pins.</summary>
        internal IPins Pins { get; }

        /// <summary>The camera's light, null for none.</summary>
        internal TimedSwitch? Lamp { get; }

        /// <summary>What starts images, null for nothing.</summary>
        internal TriggerInput? Trigger { get; }

        /// <summary>Whether an output is on.</summary>
        public bool IsAnyOn
        {
            get
            {
                for (int i = 0; i < outputs.Length; i++)
                {
                    TimedSwitch? output = outputs[i];
                    if (output != null && output.IsOn)
                    {
                        return true;
                    }
                }

                return false;
            }
        }

        /// <summary>Switches the outputs of a class on, each for its time. Never throws.</summary>
        public void Show(string label)
        {
            long now = clock.Milliseconds;
            for (int i = 0; i < outputs.Length; i++)
            {
                if (wanted[i].Label == label)
                {
                    SwitchOn(outputs[i], wanted[i].Pin, now + wanted[i].Milliseconds);
                }
            }
        }

        /// <summary>
        /// Switches the camera's light on; somebody must switch it off, or time will. Never throws.
        /// </summary>
        /// <param name="before">For how long it is to be on before the image, in milliseconds.</param>
        internal void LightUp(int before)
        {
            SwitchOn(Lamp, lampPin, clock.Milliseconds + before + LampMilliseconds);
        }

        /// <summary>Switches off what has been on for its time. Never throws.</summary>
        public void Update()
        {
            long now = clock.Milliseconds;
            for (int i = 0; i < outputs.Length; i++)
            {
                outputs[i]?.Update(now);
            }

            Lamp?.Update(now);
        }

        /// <summary>Switches everything off. Never throws.</summary>
        public void AllOff()
        {
            for (int i = 0; i < outputs.Length; i++)
            {
                outputs[i]?.Off();
            }

            Lamp?.Off();
        }

        /// <summary>Adds to what is wrong with pins, unless it is known.</summary>
        /// <param name="problem">A sentence.</param>
        public void Report(string problem)
        {
            if (Problem.IndexOf(problem) < 0)
            {
                Problem = (Problem + " " + problem).Trim();
            }
        }

        private TimedSwitch? Open(OutputPin output)
        {
            try
            {
                return new TimedSwitch(Pins.Open(output));
            }
            catch (Exception e)
            {
                Fail(output.Pin, "opened", e);
                return null;
            }
        }

        private TriggerInput? Listen(TriggerPin trigger)
        {
            try
            {
                return new TriggerInput(trigger, Pins, clock);
            }
            catch (Exception e)
            {
                Fail(trigger.Pin, "opened", e);
                return null;
            }
        }

        private void SwitchOn(TimedSwitch? output, int pin, long until)
        {
            try
            {
                output?.On(until);
            }
            catch (Exception e)
            {
                Fail(pin, "switched on", e);
            }
        }

        private void Fail(int pin, string action, Exception e)
        {
            Report($"Pin {pin} cannot be {action}: {e.Message}");
        }
    }
}
