using System;
using System.Globalization;
using System.Linq;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;

namespace nanoFramework.M2Mqtt;

/// <summary>Encrypts a connection, judges the broker's certificate, and says what is wrong with it.</summary>
internal sealed class TlsCheck
{
    private readonly string host;
    private readonly X509Certificate2? authority;
    private readonly X509Certificate2? own;
    private readonly SslProtocols version;
    private string? fault;

    /// <summary>Takes the certificates.</summary>
    /// <param name="host">The broker's name or address, which its certificate must be for.</param>
    /// <param name="authority">Who must have signed it; null: any authority that this computer trusts.</param>
    /// <param name="own">This side's certificate with its key, or null.</param>
    /// <param name="version">Version of TLS.</param>
    /// <exception cref="ArgumentException">This version of TLS is not possible.</exception>
    public TlsCheck(string host, X509Certificate? authority, X509Certificate? own, MqttSslProtocols version)
    {
        this.host = host;
        this.authority = Full(authority);
        this.own = Full(own);
        this.version = version switch
        {
            MqttSslProtocols.TLSv1_2 => SslProtocols.Tls12,
            MqttSslProtocols.TLSv1_3 => SslProtocols.Tls13,
            _ => throw new ArgumentException("SSL/TLS protocol version not supported"),
        };
    }

    /// <summary>What MQTTnet needs to know for one connection.</summary>
    public MqttClientTlsOptions MakeOptions()
    {
        fault = null;
        return new MqttClientTlsOptions
        {
            UseTls = true,
            TargetHost = host,
            SslProtocol = version,
            IgnoreCertificateRevocationErrors = true,
            TrustChain = authority == null ? null : [authority],
            CertificateSelectionHandler = own == null ? null : _ => own,
            CertificateValidationHandler = Judge,
        };
    }

    /// <summary>Says why the handshake has failed.</summary>
    public string Explain(Exception e)
    {
        if (fault != null)
        {
            return fault;
        }

        return e is AuthenticationException && e.InnerException != null
            ? $"the TLS handshake fails; the broker {Wish()} ({e.InnerException.Message.TrimEnd('.')})"
            : "the port does not speak TLS, or the broker ends the handshake at once";
    }

    /// <summary>Says why there may be no answer after a handshake that worked.</summary>
    /// <returns>A reason, or null if TLS is none: only with version 1.3 a broker judges certificates so late.</returns>
    public string? ExplainSilence()
    {
        return version == SslProtocols.Tls13 ? $"no answer after the TLS handshake; the broker {Wish()}" : null;
    }

    /// <summary>The certificate, never null for one that is given: null would trust other authorities.</summary>
    private static X509Certificate2? Full(X509Certificate? given)
    {
        return given is null or X509Certificate2
            ? (X509Certificate2?)given
            : X509CertificateLoader.LoadCertificate(given.GetRawCertData());
    }

    private bool Judge(MqttClientCertificateValidationEventArgs e)
    {
        fault = e.SslPolicyErrors == SslPolicyErrors.None
            ? null
            : Explain((X509Certificate2)e.Certificate, e.Chain, e.SslPolicyErrors);
        return fault == null;
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
                ? "the broker's certificate is not signed by an authority that this computer trusts;"
                    + " give its certificate"
                : $"the broker's certificate is not signed by the given authority, {authority.Subject},"
                    + $" but by {shown.Issuer}";
        }

        return $"the broker's certificate is not for the name {host} but for {Names(shown)}";
    }

    private string Wish()
    {
        return own == null ? "may want a client's certificate" : "may not like the client's certificate";
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
