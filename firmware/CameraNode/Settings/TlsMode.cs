namespace CameraNode
{
    /// <summary>How the connection to the broker is protected.</summary>
    public enum TlsMode
    {
        /// <summary>Not at all: plain TCP.</summary>
        None = 0,

        /// <summary>TLS 1.2; the broker's certificate is always verified.</summary>
        Tls12 = 1,
    }
}
