using System;
using System.Device.Gpio;
using System.Diagnostics;
using System.Threading;

namespace CameraNode
{
    /// <summary>What a device runs. Main, which knows the board, comes with the device project.</summary>
    public static class Program
    {
        private const int RestartMilliseconds = 10000;

        /// <summary>Runs nodes for ever: a device has nobody to report an error to.</summary>
        public static void Run(ICamera camera, IModelSource model)
        {
            using GpioController pins = new GpioController();
            StatusLed led = new StatusLed(pins.OpenPin(DeviceSettings.LedPin, PinMode.Output));
            while (true)
            {
                try
                {
                    MakeNode(camera, model, led).Run();
                }
                catch (Exception e)
                {
                    Debug.WriteLine(e.Message);
                }

                Thread.Sleep(RestartMilliseconds);
            }
        }

        private static Node MakeNode(ICamera camera, IModelSource model, StatusLed led)
        {
            WifiLink link = new WifiLink(DeviceSettings.WifiName, DeviceSettings.WifiPassword);
            NodeParts parts = new NodeParts(link, model, camera, new MqttMessageClient()) { Led = led };
            return new Node(DeviceSettings.Make(), parts);
        }
    }
}
