using System.Security.Cryptography.X509Certificates;

namespace CameraNode
{
    /// <summary>Makes nanoFramework's certificates: these take PEM as text.</summary>
    internal static class Certificates
    {
        /// <summary>The certificate of who has signed the broker's.</summary>
        public static X509Certificate Authority(string pem)
        {
            return new X509Certificate(pem);
        }

        /// <summary>The node's own certificate with its key.</summary>
        public static X509Certificate Own(string pem, string keyPem)
        {
            return new X509Certificate2(pem, keyPem, string.Empty);
        }
    }
}
