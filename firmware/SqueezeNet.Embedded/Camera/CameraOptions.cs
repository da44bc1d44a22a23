using System;

namespace SqueezeNet.Embedded
{
    /// <summary>What a camera is to deliver.</summary>
    public sealed class CameraOptions
    {
        /// <summary>
        /// Width of a frame in pixels; the driver knows a list of sizes, for example 240 x 240 and 320 x 240.
        /// </summary>
        public int Width { get; set; } = 240;

        /// <summary>Height of a frame in pixels.</summary>
        public int Height { get; set; } = 240;

        /// <summary>Rgb565BigEndian or Gray8.</summary>
        public PixelFormat Format { get; set; } = PixelFormat.Rgb565BigEndian;

        /// <summary>Frame buffers, 1..3. With two the camera fills one while the network reads the other.</summary>
        public int Buffers { get; set; } = 2;

        /// <summary>
        /// The sensor's clock in Hz, 1..40 MHz. Less gives fewer frames and less noise on long wires.
        /// </summary>
        public int ClockHz { get; set; } = 20000000;

        /// <summary>Left and right change places.</summary>
        public bool Mirror { get; set; }

        /// <summary>Top and bottom change places. With Mirror it turns frames by 180 degrees.</summary>
        public bool Flip { get; set; }

        /// <summary>How long a capture waits for a frame, 1..60000 ms.</summary>
        public int FrameMilliseconds { get; set; } = 2000;

        /// <summary>
        /// The driver is started again after so many captures without a frame, one after the other; at least 1.
        /// </summary>
        public int MissesUntilRestart { get; set; } = 3;

        /// <summary>Checks what can be checked without a camera.</summary>
        /// <exception cref="ArgumentException">Something is impossible; the message says what.</exception>
        internal void Check()
        {
            Require(Width >= 1 && Width <= Frame.MaxSide, "Width must be 1..4096.");
            Require(Height >= 1 && Height <= Frame.MaxSide, "Height must be 1..4096.");
            Require(
                Format == PixelFormat.Rgb565BigEndian || Format == PixelFormat.Gray8,
                "Format must be Rgb565BigEndian or Gray8: cameras deliver no others uncompressed.");
            Require(Buffers >= 1 && Buffers <= 3, "Buffers must be 1..3.");
            Require(ClockHz >= 1000000 && ClockHz <= 40000000, "ClockHz must be 1,000,000..40,000,000.");
            Require(FrameMilliseconds >= 1 && FrameMilliseconds <= 60000, "FrameMilliseconds must be 1..60000.");
            Require(MissesUntilRestart >= 1, "MissesUntilRestart must be at least 1.");
        }

        /// <summary>What the native driver is given: see NativeCamera.Open.</summary>
        internal int[] ToArray()
        {
            return new int[]
            {
                Width, Height, (int)Format, Buffers, ClockHz, Mirror ? 1 : 0, Flip ? 1 : 0, 0,
            };
        }

        private static void Require(bool right, string message)
        {
            if (!right)
            {
                throw new ArgumentException(message);
            }
        }
    }
}
