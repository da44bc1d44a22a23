using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CameraNode
{
    /// <summary>Makes certificates; the device's classes of the same name take PEM in other ways.</summary>
    internal static class Certificates
    {
        /// <summary>The certificate of who has signed the broker's.</summary>
        public static X509Certificate Authority(string pem)
        {
            try
            {
                return X509Certificate2.CreateFromPem(pem);
            }
            catch (CryptographicException e)
            {
                throw new ArgumentException("caCertificate is damaged: " + e.Message.TrimEnd('.'));
            }
        }

        /// <summary>The node's own certificate with its key.</summary>
        public static X509Certificate Own(string pem, string keyPem)
        {
            try
            {
                return X509Certificate2.CreateFromPem(pem, keyPem);
            }
            catch (Exception e) when (e is CryptographicException || e is ArgumentException)
            {
                throw new ArgumentException("clientCertificate or clientKey is damaged: " + e.Message.TrimEnd('.'));
            }
        }
    }
}
