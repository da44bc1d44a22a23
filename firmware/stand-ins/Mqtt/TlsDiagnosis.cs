using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace nanoFramework.M2Mqtt;

/// <summary>Shakes hands once more, with .NET's TLS, to find out what is wrong. Nothing is sent.</summary>
internal sealed class TlsDiagnosis
{
    private const int Milliseconds = 5000;

    private readonly string host;
    private readonly X509Certificate2? authority;
    private readonly X509Certificate2? own;
    private readonly bool isVersion13;
    private string? fault;

    public TlsDiagnosis(string host, X509Certificate2? authority, X509Certificate2? own, bool isVersion13)
    {
        this.host = host;
        this.authority = authority;
        this.own = own;
        this.isVersion13 = isVersion13;
    }

    /// <summary>Says what is wrong, or null if the handshake works or there is no connection to begin with.</summary>
    public string? Explain(int port)
    {
        try
        {
            using TcpClient tcp = new(host, port) { ReceiveTimeout = Milliseconds, SendTimeout = Milliseconds };
            using SslStream stream = new(tcp.GetStream());
            stream.AuthenticateAsClient(Options());
            return fault;
        }
        catch (SocketException)
        {
            return null;
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            return fault ?? Explain(e);
        }
    }

    private SslClientAuthenticationOptions Options()
    {
        X509ChainPolicy policy = new() { RevocationMode = X509RevocationMode.NoCheck };
        if (authority != null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.Add(authority);
        }

        return new SslClientAuthenticationOptions
        {
            TargetHost = host,
            EnabledSslProtocols = isVersion13 ? SslProtocols.Tls13 : SslProtocols.Tls12,
            CertificateChainPolicy = policy,
            ClientCertificates = own == null ? null : [own],
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) => Judge(certificate, chain, errors),
        };
    }

    private bool Judge(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        fault = certificate is X509Certificate2 shown && errors != SslPolicyErrors.None
            ? Explain(shown, chain, errors)
            : null;
        return errors == SslPolicyErrors.None;
    }

    private string Explain(X509Certificate2 shown, X509Chain? chain, SslPolicyErrors errors)
    {
        X509ChainStatusFlags flags = (chain?.ChainStatus ?? [])
            .Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status);
        if ((flags & X509ChainStatusFlags.NotTimeValid) != 0)
        {
            return DateTime.Now < shown.NotBefore
                ? $"the broker's certificate is valid from {Day(shown.NotBefore)} only; is this clock right?"
                : $"the broker's certificate, or the authority's, has expired (the broker's: {Day(shown.NotAfter)})";
        }

        if ((errors & SslPolicyErrors.RemoteCertificateChainErrors) != 0)
        {
            return authority == null
                ? "the broker's certificate is not signed by an authority that this computer trusts; give its certificate"
                : $"the broker's certificate is not signed by the given authority, {authority.Subject},"
                    + $" but by {shown.Issuer}";
        }

        return $"the broker's certificate is not for the name {host} but for {Names(shown)}";
    }

    private string Explain(Exception e)
    {
        if (e is not AuthenticationException || e.InnerException == null)
        {
            return "the port does not speak TLS, or the broker ends the handshake at once";
        }

        string wish = own == null ? "may want a client's certificate" : "may not like the client's certificate";
        return $"the TLS handshake fails; the broker {wish} ({e.InnerException.Message.TrimEnd('.')})";
    }

    private static string Names(X509Certificate2 certificate)
    {
        X509SubjectAlternativeNameExtension? names =
            certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        string[] all = names == null
            ? []
            : [.. names.EnumerateDnsNames(), .. names.EnumerateIPAddresses().Select(address => address.ToString())];
        return all.Length == 0 ? certificate.Subject : string.Join(", ", all);
    }

    private static string Day(DateTime time)
    {
        return time.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
