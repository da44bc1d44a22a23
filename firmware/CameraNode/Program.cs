using System;
using System.Device.Gpio;
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
        private static readonly GpioController controller = new GpioController();
        private static LedTimer? ledTimer;
        private static PinTimer? timer;

        /// <summary>
        /// Runs nodes for ever: a device has nobody to report an error to but its broker and its light.
        /// </summary>
        public static void Main()
        {
            SettingsFolder folder = new SettingsFolder(DeviceSettings.Folder);
            SettingsStore store = new SettingsStore(folder, DeviceSettings.Make);
            LoadedSettings loaded = store.Load();
            NodeSettings settings = loaded.Settings;
            settings.Complete();
            SystemClock clock = new SystemClock();

            // Before all that takes time: until then nobody drives the outputs.
            PinBoard board = new PinBoard(settings, new GpioPins(controller), clock);
            timer = new PinTimer(board);
            if (settings.SleepSeconds > 0 && settings.Trigger != null)
            {
                string problem = DeepSleep.TryPin(settings.Trigger.Pin);
                if (problem.Length > 0)
                {
                    board.Report(problem);
                }
            }

            SleepFile file = new SleepFile(folder);
            BoardCamera camera = new BoardCamera(
                () => new Camera(DeviceSettings.Pins(settings), DeviceSettings.Options(settings)));
            StoredModel model = new StoredModel(settings.Model, new NetworkOptions());
            Backoff backoff = new Backoff(settings.ClientId);
            WifiLink link = new WifiLink(settings);
            StatusLed? led = MakeLed(settings, clock);
            SleepMemory? memory = settings.SleepSeconds > 0 ? file.Load() : null;
            WakeReason wake = Reason();
            IClock counted = Count(memory, wake, clock);
            while (true)
            {
                NodeParts parts = new NodeParts(link, model, camera, new MqttMessageClient())
                {
                    Clock = counted,
                    Led = led,
                    Encoder = new CameraEncoder(),
                    Memory = new Esp32Memory(),
                    ModelCopy = CopyOf(settings.Model),
                    Store = store,
                    SettingsSource = loaded.Source,
                    SettingsProblem = loaded.Problem,
                    Pins = board,
                    Wake = wake,
                    Remembered = memory,
                    SleepFile = file,
                };
                RunOnce(settings, parts);

                // Also after a sleep that could not begin.
                Thread.Sleep(backoff.Next());
                memory = settings.SleepSeconds > 0 ? file.Load() : null;
                wake = WakeReason.PowerOn;
            }
        }

        private static void RunOnce(NodeSettings settings, NodeParts parts)
        {
            Node? node = null;
            try
            {
                node = new Node(settings, parts);
                node.Run();
            }
            catch (Exception e)
            {
                Console.WriteLine(e.Message);
            }

            if (node != null)
            {
                End(node);
            }
        }

        private static void End(Node node)
        {
            if (node.IsRestartWanted)
            {
                Power.RebootDevice();
            }

            if (node.SleepMilliseconds > 0)
            {
                try
                {
                    DeepSleep.Begin(node.SleepMilliseconds, node.WakePin, node.WakesWhenHigh);
                }
                catch (Exception e)
                {
                    Console.WriteLine($"No sleep: {e.Message}");
                }
            }
        }

        /// <summary>A file is in memory anyway.</summary>
        private static IModelSource? CopyOf(string place)
        {
            return StoredModel.IsPath(place)
                ? null
                : new StoredModel(place, new NetworkOptions { InMemory = true });
        }

        private static WakeReason Reason()
        {
            return DeepSleep.WasEndedByPin ? WakeReason.Pin
                : DeepSleep.WasEndedByTime ? WakeReason.Timer : WakeReason.PowerOn;
        }

        /// <summary>The time since the first start, where sleeps came between.</summary>
        private static IClock Count(SleepMemory? memory, WakeReason wake, IClock clock)
        {
            return memory == null
                ? clock
                : new OffsetClock(
                    clock, memory.Now(wake, clock.UtcNow, clock.Milliseconds) - clock.Milliseconds);
        }

        private static StatusLed? MakeLed(NodeSettings settings, IClock clock)
        {
            if (settings.LedPin < 0)
            {
                return null;
            }

            try
            {
                GpioLight light = new GpioLight(
                    controller.OpenPin(settings.LedPin, PinMode.Output), settings.LedActiveLow);
                StatusLed led = new StatusLed(light);
                led.Show(LedPatterns.Booting, clock.Milliseconds);
                ledTimer = new LedTimer(led, clock);
                return led;
            }
            catch (Exception e)
            {
                // A wrong pin costs the light, not the node.
                Console.WriteLine($"No light at pin {settings.LedPin}: {e.Message}");
                return null;
            }
        }
    }
}
