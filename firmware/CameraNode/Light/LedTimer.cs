using System;
using System.Threading;

namespace CameraNode
{
    /// <summary>Keeps a lamp going while the node is busy or waits.</summary>
    public sealed class LedTimer : IDisposable
    {
        private const int StepMilliseconds = 25;

        private readonly StatusLed led;
        private readonly IClock clock;
        private readonly Timer timer;

        /// <summary>Starts.</summary>
        public LedTimer(StatusLed led, IClock clock)
        {
            this.led = led;
            this.clock = clock;
            timer = new Timer(Step, null, StepMilliseconds, StepMilliseconds);
        }

        /// <summary>Ends; the lamp stays as it is.</summary>
        public void Dispose()
        {
            timer.Dispose();
        }

        private void Step(object? state)
        {
            led.Update(clock.Milliseconds);
        }
    }
}
