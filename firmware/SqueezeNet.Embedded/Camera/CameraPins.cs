using System;

namespace SqueezeNet.Embedded
{
    /// <summary>How a camera is wired: GPIO numbers, -1 for what is not.</summary>
    public sealed class CameraPins
    {
        /// <summary>Number of pins.</summary>
        public const int Count = 16;

        private const int HighestPin = 48;

        private static readonly string[] Names = new string[]
        {
            "PWDN", "RESET", "XCLK", "SDA", "SCL", "D0", "D1", "D2", "D3", "D4", "D5", "D6", "D7", "VSYNC", "HREF",
            "PCLK",
        };

        private readonly int[] pins;

        /// <summary>Takes the pins in the order of the data sheets.</summary>
        /// <param name="pins">
        /// PWDN, RESET, XCLK, SDA (SIOD), SCL (SIOC), D0..D7 (Y2..Y9), VSYNC, HREF, PCLK; only PWDN, RESET and XCLK may
        /// be -1.
        /// </param>
        /// <exception cref="ArgumentException">
        /// There are not 16 pins, or one is missing, impossible or named twice.
        /// </exception>
        public CameraPins(int[] pins)
        {
            if (pins == null || pins.Length != Count)
            {
                throw new ArgumentException(
                    $"A camera has {Count} pins, from PWDN to PCLK; give -1 for one that is not wired.");
            }

            for (int i = 0; i < Count; i++)
            {
                Check(pins, i);
            }

            this.pins = (int[])pins.Clone();
        }

        /// <summary>The pins in the order of the constructor.</summary>
        public int[] ToArray()
        {
            return (int[])pins.Clone();
        }

        private static void Check(int[] pins, int index)
        {
            int pin = pins[index];
            int lowest = index < 3 ? -1 : 0;
            if (pin < lowest || pin > HighestPin)
            {
                throw new ArgumentException(
                    $"Pin {pin} for {Names[index]} is impossible; it must be {lowest}..{HighestPin}.");
            }

            for (int other = 0; other < index; other++)
            {
                if (pin >= 0 && pins[other] == pin)
                {
                    throw new ArgumentException($"Pin {pin} cannot be both {Names[other]} and {Names[index]}.");
                }
            }
        }
    }
}
