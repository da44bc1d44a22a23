using System;
using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>Pins that a node switches and listens to.</summary>
    internal sealed class NodePins
    {
        private readonly PinBoard? board;
        private readonly NodeSettings settings;
        private readonly IClock clock;
        private readonly StopSignal stop;
        private string labelProblem = string.Empty;

        public NodePins(PinBoard? board, NodeSettings settings, IClock clock, StopSignal stop)
        {
            this.board = board;
            this.settings = settings;
            this.clock = clock;
            this.stop = stop;
            if (board != null && board.Trigger != null)
            {
                board.Trigger.Pressed = stop.Wake;
            }
        }

        /// <summary>What is wrong with pins and their labels, empty if nothing.</summary>
        public string Problem
        {
            get { return ((board == null ? string.Empty : board.Problem) + labelProblem).Trim(); }
        }

        /// <summary>Whether images wait for a trigger.</summary>
        public bool HasTrigger
        {
            get { return board != null && board.Trigger != null; }
        }

        /// <summary>Whether an output is on.</summary>
        public bool IsAnyOn
        {
            get { return board != null && board.IsAnyOn; }
        }

        /// <summary>How long an output is on at most, in milliseconds.</summary>
        public int LongestPulse
        {
            get
            {
                int longest = 0;
                for (int i = 0; i < settings.Outputs.Count; i++)
                {
                    int one = settings.Outputs[i].Milliseconds;
                    longest = one > longest ? one : longest;
                }

                return longest;
            }
        }

        /// <summary>
        /// Whether the input of the trigger is high now; one that cannot be read has the level of nobody's press.
        /// </summary>
        public bool IsTriggerHigh
        {
            get
            {
                TriggerPin? trigger = settings.Trigger;
                if (board == null || board.Trigger == null || trigger == null)
                {
                    return false;
                }

                try
                {
                    return board.Pins.IsHigh(trigger.Pin);
                }
                catch (Exception)
                {
                    // A board's library throws what it likes; a sleep must not fail for it.
                    return trigger.Edge == PinEdge.Falling;
                }
            }
        }

        /// <summary>Looks for the outputs' classes in a model.</summary>
        /// <returns>What is wrong, empty if nothing.</returns>
        public string CheckLabels(Network network)
        {
            string unknown = string.Empty;
            for (int i = 0; i < settings.Outputs.Count; i++)
            {
                unknown += Missing(settings.Outputs[i], network);
            }

            labelProblem = unknown;
            return unknown.Trim();
        }

        /// <summary>Takes the press of the trigger, if there was one.</summary>
        public bool TakePress()
        {
            return board != null && board.Trigger != null && board.Trigger.Take();
        }

        /// <summary>A classification is published, or would be if there were a broker.</summary>
        public void Show(FrameClassification classification)
        {
            if (board != null && classification.Index != FrameClassification.Nothing)
            {
                board.Show(classification.Label);
            }
        }

        /// <summary>Switches the camera's light on, and waits for its time.</summary>
        /// <returns>Whether there is one.</returns>
        public bool LightUp()
        {
            if (board == null || board.Lamp == null || settings.Lamp == null)
            {
                return false;
            }

            board.LightUp(settings.Lamp.Milliseconds);
            stop.WaitUntil(clock.Milliseconds + settings.Lamp.Milliseconds);
            return true;
        }

        /// <summary>Switches the camera's light off.</summary>
        public void LightDown()
        {
            board?.Lamp?.Off();
        }

        /// <summary>Ends pulses that are over, should the timer be late.</summary>
        public void Update()
        {
            board?.Update();
        }

        /// <summary>Switches everything off, whatever has happened. Never throws.</summary>
        public void End()
        {
            if (board != null)
            {
                board.AllOff();
                if (board.Trigger != null)
                {
                    board.Trigger.Pressed = null;
                }
            }
        }

        private static string Missing(OutputPin output, Network network)
        {
            string nearest = NearNames.Nearest(output.Label, network.Classes, network.Label);
            if (nearest == output.Label)
            {
                return string.Empty;
            }

            return $" Pin {output.Pin} waits for the class \"{output.Label}\", which the model has not"
                + (nearest.Length > 0 ? $"; is \"{nearest}\" meant?" : ".");
        }
    }
}
