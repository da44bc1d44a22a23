namespace SqueezeNet.Embedded
{
    /// <summary>What a camera's errors mean and what helps.</summary>
    internal static class CameraAdvice
    {
        private const int NoMemory = 0x101;
        private const int NotFound = 0x105;
        private const int CameraNotDetected = 0x20001;
        private const int CameraNotSupported = 0x20004;

        /// <summary>Why a camera did not start.</summary>
        /// <param name="code">The component's error.</param>
        /// <param name="driver">The driver's error (esp_err_t), 0 if it says that all went well.</param>
        public static string OfStart(ErrorCode code, int driver)
        {
            switch (code)
            {
                case ErrorCode.Image:
                    return "The camera has no such frame size or format; use for example 240 x 240 or 320 x 240.";
                case ErrorCode.Memory:
                    return "There is no memory for the frame buffers; use smaller frames, fewer buffers or a board " +
                        "with PSRAM.";
                case ErrorCode.Busy:
                    return "The camera is open already, or still closing; close it and try again in some seconds.";
                case ErrorCode.NoFrame:
                    return "The driver started, but no frame came. Check VSYNC, HREF, PCLK and the ribbon cable.";
                default:
                    return OfDriver(driver);
            }
        }

        /// <summary>Why a capture failed, other than by a time-out.</summary>
        public static string OfCapture(ErrorCode code)
        {
            return code == ErrorCode.Busy
                ? "All frame buffers are out, or another thread captures; dispose of frames after stage 0."
                : "The camera is not open; close it and open it again.";
        }

        /// <summary>Why there is no JPEG of a frame.</summary>
        public static string OfJpeg(ErrorCode code)
        {
            switch (code)
            {
                case ErrorCode.Memory:
                    return "There is no memory for the JPEG; take smaller frames, a lower limit or a board with PSRAM.";
                case ErrorCode.Busy:
                    return "Another JPEG is being made; try again.";
                case ErrorCode.Unsupported:
                    return "This firmware makes no JPEGs; flash one that was built with esp32-camera.";
                default:
                    return "The frame has been returned to the camera, or the camera is closed; capture another.";
            }
        }

        private static string OfDriver(int driver)
        {
            string error = $"The camera did not start (driver error 0x{driver.ToString("X")}). ";
            switch (driver)
            {
                case NoMemory:
                    return error +
                        "There is no memory for it; use smaller frames, fewer buffers or a board with PSRAM.";
                case NotFound:
                case CameraNotDetected:
                    return error +
                        "No sensor answers; check the board's pins, above all SDA, SCL, XCLK and PWDN, and the cable.";
                case CameraNotSupported:
                    return error + "The driver does not know this sensor, or not this format on it.";
                default:
                    return error + "Check the board's pins and its supply.";
            }
        }
    }
}
