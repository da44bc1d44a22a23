using System;
using System.Device.Gpio;
using System.Diagnostics;
using System.Threading;

namespace CameraNode
{
    /// <summary>What a device runs, whatever the board: settings, light, and nodes one after the other.</summary>
    public static class Program
    {
        // They must outlive the method that makes them.
        private static GpioController? pins;
        private static LedTimer? timer;

        /// <summary>Runs nodes for ever: a device has nobody to report an error to but its broker and its light.</summary>
        /// <param name="camera">The board's camera.</param>
        /// <param name="model">Where its model is.</param>
        /// <param name="files">Where its stored settings are.</param>
        public static void Run(ICamera camera, IModelSource model, ISettingsFiles files)
        {
            LoadedSettings loaded = new SettingsStore(files, DeviceSettings.Make).Load();
            Backoff backoff = new Backoff(loaded.Settings.ClientId);
            WifiLink link = new WifiLink(loaded.Settings);
            SystemClock clock = new SystemClock();
            StatusLed? led = MakeLed(loaded.Settings, clock);
            while (true)
            {
                NodeParts parts = new NodeParts(link, model, camera, new MqttMessageClient())
                {
                    Clock = clock,
                    Led = led,
                    Memory = new Esp32Memory(),
                    SettingsSource = loaded.Source,
                    SettingsProblem = loaded.Problem,
                };
                RunOnce(loaded.Settings, parts);
                Thread.Sleep(backoff.Next());
            }
        }

        private static void RunOnce(NodeSettings settings, NodeParts parts)
        {
            try
            {
                new Node(settings, parts).Run();
            }
            catch (Exception e)
            {
                Debug.WriteLine(e.Message);
            }
        }

        private static StatusLed? MakeLed(NodeSettings settings, IClock clock)
        {
            if (settings.LedPin < 0)
            {
                return null;
            }

            try
            {
                pins = new GpioController();
                GpioLight light = new GpioLight(pins.OpenPin(settings.LedPin, PinMode.Output), settings.LedActiveLow);
                StatusLed led = new StatusLed(light);
                led.Show(LedPatterns.Booting, clock.Milliseconds);
                timer = new LedTimer(led, clock);
                return led;
            }
            catch (Exception e)
            {
                // A wrong pin costs the light, not the node.
                Debug.WriteLine($"No light at pin {settings.LedPin}: {e.Message}");
                return null;
            }
        }
    }
}
