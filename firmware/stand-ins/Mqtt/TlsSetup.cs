using System;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace nanoFramework.M2Mqtt;

/// <summary>Certificates of a connection, as libmosquitto takes them: in files.</summary>
internal sealed class TlsSetup
{
    private const int VerifyPeer = 1;
    private const string SystemAuthorities = "/etc/ssl/certs";

    private readonly X509Certificate2? authority;
    private readonly X509Certificate2? own;
    private readonly bool isVersion13;
    private DirectoryInfo? folder;

    /// <summary>Takes the certificates.</summary>
    /// <exception cref="ArgumentException">This version of TLS is not possible.</exception>
    public TlsSetup(X509Certificate? authority, X509Certificate? own, MqttSslProtocols version)
    {
        if (version != MqttSslProtocols.TLSv1_2 && version != MqttSslProtocols.TLSv1_3)
        {
            throw new ArgumentException("SSL/TLS protocol version not supported");
        }

        this.authority = authority as X509Certificate2;
        this.own = own as X509Certificate2;
        isVersion13 = version == MqttSslProtocols.TLSv1_3;
    }

    /// <summary>Sets a client up. Until <see cref="Forget"/> there are files that only this user can read.</summary>
    /// <returns>0, or libmosquitto's error.</returns>
    public int Apply(IntPtr client)
    {
        Forget();
        folder = Directory.CreateTempSubdirectory("sqnet-tls-");
        string? authorityFile = Write("ca.pem", authority?.ExportCertificatePem());
        string? ownFile = Write("own.pem", own?.ExportCertificatePem());
        string? keyFile = Write("own.key", own == null ? null : ExportKey(own));
        int error = Mosquitto.mosquitto_tls_set(
            client, authorityFile, authorityFile == null ? SystemAuthorities : null, ownFile, keyFile, IntPtr.Zero);
        return error != 0
            ? error
            : Mosquitto.mosquitto_tls_opts_set(client, VerifyPeer, isVersion13 ? "tlsv1.3" : "tlsv1.2", null);
    }

    /// <summary>Deletes the files: libmosquitto reads them when it connects, and not again.</summary>
    public void Forget()
    {
        folder?.Delete(true);
        folder = null;
    }

    /// <summary>Says why there is no connection, which libmosquitto does not.</summary>
    /// <returns>A reason, or null if this finds none.</returns>
    public string? Diagnose(string host, int port)
    {
        return new TlsDiagnosis(host, authority, own, isVersion13).Explain(port);
    }

    private static string ExportKey(X509Certificate2 certificate)
    {
        using AsymmetricAlgorithm? key =
            (AsymmetricAlgorithm?)certificate.GetRSAPrivateKey() ?? certificate.GetECDsaPrivateKey();
        return key?.ExportPkcs8PrivateKeyPem()
            ?? throw new CryptographicException("The client's certificate has neither an RSA nor an EC key.");
    }

    private string? Write(string name, string? pem)
    {
        if (pem == null)
        {
            return null;
        }

        string path = Path.Combine(folder!.FullName, name);
        File.WriteAllText(path, pem);
        return path;
    }
}
