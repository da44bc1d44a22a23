using System;
using System.IO;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SqueezeNet.Embedded.Tests.Shared.Broker;

/// <summary>Signs certificates for a test, and keeps them in a folder as long as it lasts.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sqnet-authority-");
    private readonly ECDsa rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 root;
    private int issued;

    public TestAuthority(string name = "Test authority")
    {
        CertificateRequest request = new($"CN={name}", rootKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-9), DateTimeOffset.UtcNow.AddYears(9));
        File = Write("ca.pem", root.ExportCertificatePem());
    }

    /// <summary>Path of the authority's own certificate.</summary>
    public string File { get; }

    /// <summary>Signs a certificate.</summary>
    /// <param name="names">DNS names and addresses that it is for.</param>
    /// <param name="from">Days from now at which it begins to be valid.</param>
    /// <param name="to">Days from now at which it ends.</param>
    /// <param name="rsa">Whether its key is RSA, else EC.</param>
    /// <returns>Paths of the certificate and of its key.</returns>
    public (string Certificate, string Key) Sign(string[] names, int from = -1, int to = 1, bool rsa = false)
    {
        using AsymmetricAlgorithm key = rsa ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        X500DistinguishedName subject = new($"CN={names[0]}");
        CertificateRequest request = key is RSA rsaKey
            ? new(subject, rsaKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new(subject, (ECDsa)key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder alternatives = new();
        foreach (string name in names)
        {
            if (IPAddress.TryParse(name, out IPAddress? address))
            {
                alternatives.AddIpAddress(address);
            }
            else
            {
                alternatives.AddDnsName(name);
            }
        }

        request.CertificateExtensions.Add(alternatives.Build());
        using X509Certificate2 signed = request.Create(
            root.SubjectName,
            X509SignatureGenerator.CreateForECDsa(rootKey),
            DateTimeOffset.UtcNow.AddDays(from),
            DateTimeOffset.UtcNow.AddDays(to),
            [(byte)++issued]);
        return (
            Write($"{issued}.pem", signed.ExportCertificatePem()),
            Write($"{issued}.key", key.ExportPkcs8PrivateKeyPem()));
    }

    public void Dispose()
    {
        root.Dispose();
        rootKey.Dispose();
        folder.Delete(true);
    }

    private string Write(string name, string pem)
    {
        string path = Path.Combine(folder.FullName, name);
        System.IO.File.WriteAllText(path, pem);
        return path;
    }
}
