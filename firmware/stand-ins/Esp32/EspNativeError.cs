namespace nanoFramework.Hardware.Esp32;

/// <summary>Errors of the chip's own library; the numbers are nanoFramework's.</summary>
public enum EspNativeError
{
    /// <summary>No error.</summary>
    OK = 0,

    /// <summary>An argument is impossible.</summary>
    INVALID_ARG = 258,
}
