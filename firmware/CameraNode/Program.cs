using System;
using System.Device.Gpio;
using System.Diagnostics;
using System.Threading;
using nanoFramework.Runtime.Native;
using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>
    /// What a device runs, whatever the board: settings, light, camera, model, and nodes one after the other.
    /// </summary>
    public static class Program
    {
        // They must outlive the method that makes them.
        private static GpioController? pins;
        private static LedTimer? timer;

        /// <summary>
        /// Runs nodes for ever: a device has nobody to report an error to but its broker and its light.
        /// </summary>
        public static void Main()
        {
            SettingsStore store = new SettingsStore(new SettingsFolder(DeviceSettings.Folder), DeviceSettings.Make);
            LoadedSettings loaded = store.Load();
            NodeSettings settings = loaded.Settings;
            BoardCamera camera = new BoardCamera(
                () => new Camera(DeviceSettings.Pins(settings), DeviceSettings.Options(settings)));
            StoredModel model = new StoredModel(settings.Model, new NetworkOptions());
            Backoff backoff = new Backoff(settings.ClientId);
            WifiLink link = new WifiLink(settings);
            SystemClock clock = new SystemClock();
            StatusLed? led = MakeLed(settings, clock);
            while (true)
            {
                NodeParts parts = new NodeParts(link, model, camera, new MqttMessageClient())
                {
                    Clock = clock,
                    Led = led,
                    Encoder = new CameraEncoder(),
                    Memory = new Esp32Memory(),
                    Store = store,
                    SettingsSource = loaded.Source,
                    SettingsProblem = loaded.Problem,
                };
                RunOnce(settings, parts);
                Thread.Sleep(backoff.Next());
            }
        }

        private static void RunOnce(NodeSettings settings, NodeParts parts)
        {
            Node node = new Node(settings, parts);
            try
            {
                node.Run();
            }
            catch (Exception e)
            {
                Debug.WriteLine(e.Message);
            }

            if (node.HaveSettingsChanged)
            {
                Power.RebootDevice();
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
