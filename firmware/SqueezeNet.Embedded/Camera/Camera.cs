using System;

namespace SqueezeNet.Embedded
{
    /// <summary>
    /// The board's camera. There is only one; close it before another is opened. A camera that gives no frames is
    /// started again by itself (<see cref="CameraOptions.MissesUntilRestart"/>).
    /// </summary>
    public sealed class Camera : IDisposable
    {
        private readonly CameraDriver driver;
        private readonly int[] pins;
        private readonly CameraOptions options;
        private readonly int[] facts = new int[5];
        private int misses;
        private bool running;
        private bool disposed;

        /// <summary>Starts the camera.</summary>
        /// <exception cref="ArgumentException">An option is impossible.</exception>
        /// <exception cref="CameraException">
        /// It does not start: the message has the driver's error and what it means.
        /// </exception>
        public Camera(CameraPins pins, CameraOptions options)
            : this(new NativeCameraDriver(), pins, options)
        {
        }

        /// <summary>Starts the camera of a driver.</summary>
        internal Camera(CameraDriver driver, CameraPins pins, CameraOptions options)
        {
            this.driver = driver;
            if (pins == null)
            {
                throw new ArgumentNullException(nameof(pins));
            }

            this.pins = pins.ToArray();
            this.options = options ?? throw new ArgumentNullException(nameof(options));
            options.Check();
            Start();
        }

        /// <summary>How often the driver has been started again.</summary>
        public int Restarts { get; private set; }

        /// <summary>Waits for the next frame; other threads go on.</summary>
        /// <returns>The frame; dispose of it soon.</returns>
        /// <exception cref="CameraException">
        /// NoFrame: none came in time. Camera: the driver could not be started again. Call again in both cases.
        /// </exception>
        /// <exception cref="ObjectDisposedException">The camera is closed.</exception>
        public CameraFrame Capture()
        {
            RequireOpen();
            if (!running)
            {
                Start();
            }

            int frame = driver.Grab(options.FrameMilliseconds);
            if (frame < 0)
            {
                throw Missed((ErrorCode)frame);
            }

            misses = 0;
            return Describe(frame);
        }

        /// <summary>Turns frames, from the next ones on.</summary>
        /// <param name="mirror">Left and right change places.</param>
        /// <param name="flip">Top and bottom change places.</param>
        /// <exception cref="CameraException">The camera is not running, or its sensor cannot do it.</exception>
        public void Orient(bool mirror, bool flip)
        {
            RequireOpen();
            options.Mirror = mirror;
            options.Flip = flip;
            int result = driver.Orient(mirror, flip);
            if (result < 0)
            {
                throw new CameraException((ErrorCode)result, "The sensor cannot be turned; it may not be running.");
            }
        }

        /// <summary>Stops the camera; doing it again does nothing. Frames that are out become invalid.</summary>
        public void Dispose()
        {
            if (!disposed)
            {
                disposed = true;
                Stop();
            }
        }

        private void RequireOpen()
        {
            if (disposed)
            {
                throw new ObjectDisposedException(nameof(Camera));
            }
        }

        private void Start()
        {
            if (!driver.IsAvailable)
            {
                throw new CameraException(
                    ErrorCode.Unsupported,
                    "This firmware has no camera driver; flash one that was built with esp32-camera " +
                    "(docs/flashing.md).");
            }

            int[] detail = new int[1];
            int result = driver.Open(pins, options.ToArray(), detail);
            if (result < 0)
            {
                throw new CameraException((ErrorCode)result, CameraAdvice.OfStart((ErrorCode)result, detail[0]));
            }

            running = true;
            misses = 0;
        }

        private void Stop()
        {
            if (running)
            {
                running = false;
                driver.Close();
            }
        }

        /// <summary>A frame that makes no sense goes back at once.</summary>
        private CameraFrame Describe(int frame)
        {
            try
            {
                int result = driver.Describe(frame, facts);
                if (result < 0)
                {
                    throw new CameraException((ErrorCode)result, CameraAdvice.OfCapture((ErrorCode)result));
                }

                return new CameraFrame(driver, frame, facts);
            }
            catch (Exception)
            {
                driver.Return(frame);
                throw;
            }
        }

        private CameraException Missed(ErrorCode code)
        {
            if (code != ErrorCode.NoFrame)
            {
                return new CameraException(code, CameraAdvice.OfCapture(code));
            }

            misses++;
            if (misses >= options.MissesUntilRestart)
            {
                Stop();
                Restarts++;
                Start();
            }

            return new CameraException(
                code,
                $"The camera gave no frame in {options.FrameMilliseconds} ms. Check its ribbon cable and its supply.");
        }
    }
}
