using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using CameraNode;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;
using SqueezeNet.Embedded.Simulation;
using SqueezeNet.Embedded.Tests.Firmware.Nodes.Fakes;
using SqueezeNet.Embedded.Tests.Shared.Broker;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes.Broker;

/// <summary>The node against a real mosquitto that speaks TLS, with certificates made for the test.</summary>
[TestClass]
public sealed class TlsTests : IDisposable
{
    private static readonly string[] Here = ["localhost", "127.0.0.1"];

    private readonly TestAuthority authority = new();

    public void Dispose()
    {
        authority.Dispose();
    }

    [TestMethod]
    [DataRow("127.0.0.1")]
    [DataRow("localhost")]
    public void LabelsArrive(string host)
    {
        using MosquittoBroker broker = Open(authority.Sign(Here));
        using Subscriber subscriber = new(broker, "sqnet", "--cafile", authority.File);
        using ImageFolder images = new();
        images.Add("a.ppm", CatsAndDogs.Cat).Add("b.ppm", CatsAndDogs.Dog);
        SimulatorOptions options = new()
        {
            BlobPath = images.Blob,
            FramesDirectory = images.Frames,
            Settings = Settings(broker, host),
        };

        SimulationResult result = Simulator.Run(options, _ => { }, CancellationToken.None);

        Assert.AreEqual(2, result.Published);
        Wait.Until(() => subscriber.Payloads("sqnet/tls/label").Length == 2, "labels arrive");
        Wait.Until(() => subscriber.Payloads("sqnet/tls/status").Length == 2, "birth and farewell arrive");
    }

    /// <summary>PEM in the setting itself, as a device has it that gets everything in one file.</summary>
    [TestMethod]
    public void TheAuthorityMayBeGivenAsText()
    {
        using MosquittoBroker broker = Open(authority.Sign(Here));
        NodeSettings settings = Settings(broker);
        settings.CaCertificate = File.ReadAllText(authority.File);

        AssertConnects(settings);
    }

    [TestMethod]
    public void AnotherAuthorityIsRefused()
    {
        using TestAuthority other = new("Other authority");
        using MosquittoBroker broker = Open(authority.Sign(Here));
        NodeSettings settings = Settings(broker);
        settings.CaCertificate = other.File;

        Assert.AreEqual(
            "the broker's certificate is not signed by the given authority, CN=Other authority,"
                + " but by CN=Test authority",
            Fail(settings));
    }

    [TestMethod]
    public void AnUnknownAuthorityIsRefused()
    {
        using MosquittoBroker broker = Open(authority.Sign(Here));
        NodeSettings settings = Settings(broker);
        settings.CaCertificate = null;

        Assert.AreEqual(
            "the broker's certificate is not signed by an authority that this computer trusts; give its certificate",
            Fail(settings));
    }

    [TestMethod]
    public void AnExpiredCertificateIsRefused()
    {
        using MosquittoBroker broker = Open(authority.Sign(Here, -30, -3));
        string day = DateTime.UtcNow.AddDays(-3).ToString("yyyy-MM-dd");

        Assert.AreEqual(
            $"the broker's certificate, or the authority's, has expired (the broker's: {day})", Fail(Settings(broker)));
    }

    [TestMethod]
    public void ACertificateOfTheFutureIsRefused()
    {
        using MosquittoBroker broker = Open(authority.Sign(Here, 3, 30));
        string day = DateTime.UtcNow.AddDays(3).ToString("yyyy-MM-dd");

        Assert.AreEqual(
            $"the broker's certificate is valid from {day} only; is this clock right?", Fail(Settings(broker)));
    }

    [TestMethod]
    [DataRow("127.0.0.1")]
    [DataRow("localhost")]
    public void ACertificateForAnotherNameIsRefused(string host)
    {
        using MosquittoBroker broker = Open(authority.Sign(["broker.example", "192.0.2.1"]));

        Assert.AreEqual(
            $"the broker's certificate is not for the name {host} but for broker.example, 192.0.2.1",
            Fail(Settings(broker, host)));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void ABrokerMayWantACertificate(bool rsa)
    {
        using MosquittoBroker broker = Open(authority.Sign(Here), "require_certificate true");
        NodeSettings settings = Settings(broker);

        Assert.StartsWith("the TLS handshake fails; the broker may want a client's certificate (", Fail(settings));

        (settings.ClientCertificate, settings.ClientKey) = authority.Sign(["camera-7"], rsa: rsa);
        AssertConnects(settings);
    }

    [TestMethod]
    public void ABrokerMayRefuseACertificate()
    {
        using TestAuthority other = new("Other authority");
        using MosquittoBroker broker = Open(authority.Sign(Here), "require_certificate true");
        NodeSettings settings = Settings(broker);
        (settings.ClientCertificate, settings.ClientKey) = other.Sign(["camera-7"]);

        Assert.StartsWith(
            "the TLS handshake fails; the broker may not like the client's certificate (", Fail(settings));
    }

    /// <summary>With TLS 1.3 the handshake is over before the broker looks at the client's certificate.</summary>
    [TestMethod]
    public void ABrokerMayWantACertificateLate()
    {
        using MosquittoBroker broker = Open(authority.Sign(Here), "require_certificate true");
        (string certificate, string key) = authority.Sign(["camera-7"]);
        X509Certificate2 authorities = X509CertificateLoader.LoadCertificateFromFile(authority.File);
        X509Certificate2 own = X509Certificate2.CreateFromPemFile(certificate, key);

        Assert.AreEqual(MqttReasonCode.Success, Connect(own));
        string reason = Assert.ThrowsExactly<MqttConnectionException>(() => Connect(null)).Message;
        Assert.AreEqual("no answer after the TLS handshake; the broker may want a client's certificate", reason);

        MqttReasonCode Connect(X509Certificate2? shown)
        {
            using MqttClient client = new("127.0.0.1", broker.Port, true, authorities, shown, MqttSslProtocols.TLSv1_3);
            return client.Connect("late", null, null, false, MqttQoSLevel.AtMostOnce, false, null, null, true, 30);
        }
    }

    [TestMethod]
    public void APortWithoutTlsIsAClearError()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();

        Assert.AreEqual(
            "the port does not speak TLS, or the broker ends the handshake at once", Fail(Settings(broker)));
    }

    [TestMethod]
    public void APortWithTlsOnlyIsAnError()
    {
        using MosquittoBroker broker = Open(authority.Sign(Here));
        NodeSettings settings = Settings(broker);
        settings.Tls = TlsMode.None;
        settings.CaCertificate = null;

        Assert.AreEqual(
            "the port is open but does not answer as MQTT; it may want TLS, or be another service's",
            Fail(settings));
    }

    [TestMethod]
    public void WrongFilesAreClearErrors()
    {
        using MosquittoBroker broker = Open(authority.Sign(Here));
        NodeSettings settings = Settings(broker);

        settings.CaCertificate = "/no/such/file";
        Assert.StartsWith("the file of caCertificate cannot be read: ", Fail(settings));
        settings.CaCertificate = authority.Sign(Here).Key;
        Assert.StartsWith("caCertificate is damaged: ", Fail(settings));
        using ImageFolder images = new();
        settings.CaCertificate = images.Blob;
        Assert.AreEqual("caCertificate is not in PEM: there is no line -----BEGIN ...", Fail(settings));
        settings.CaCertificate = authority.File;
        settings.ClientCertificate = authority.Sign(["a"]).Certificate;
        settings.ClientKey = authority.Sign(["b"]).Key;
        Assert.StartsWith("clientCertificate or clientKey is damaged: ", Fail(settings));
    }

    [TestMethod]
    public void NoSecretIsLeftInTemporaryFiles()
    {
        using MosquittoBroker broker = Open(authority.Sign(Here), "require_certificate true");
        NodeSettings settings = Settings(broker);
        (settings.ClientCertificate, settings.ClientKey) = authority.Sign(["camera-7"]);
        string[] before = Directory.GetDirectories(Path.GetTempPath(), "sqnet-tls-*");

        AssertConnects(settings);
        settings.BrokerPort = MosquittoBroker.FreePort();
        Assert.AreEqual("Connection refused", Fail(settings));

        CollectionAssert.AreEquivalent(before, Directory.GetDirectories(Path.GetTempPath(), "sqnet-tls-*"));
    }

    private MosquittoBroker Open((string Certificate, string Key) server, string extraSettings = "")
    {
        // A broker that root starts would become another user, who must not read the key.
        return MosquittoBroker.Open(
            $"user root\ncafile {authority.File}\ncertfile {server.Certificate}\nkeyfile {server.Key}\n"
            + $"allow_anonymous true\n{extraSettings}");
    }

    private NodeSettings Settings(MosquittoBroker broker, string host = "127.0.0.1")
    {
        return new NodeSettings
        {
            BrokerHost = host,
            BrokerPort = broker.Port,
            Tls = TlsMode.Tls12,
            CaCertificate = authority.File,
            ClientId = "tls",
        };
    }

    private static void AssertConnects(NodeSettings settings)
    {
        MqttMessageClient client = new();
        client.Connect(settings, BrokerAddress.All(settings)[0], "sqnet/tls/status", NodeMessages.Offline);
        int number = client.Publish("sqnet/tls/label", "here"u8.ToArray(), 1, false);
        Wait.Until(() => client.IsConfirmed(number), "the broker confirms");
        client.Disconnect();
    }

    private static string Fail(NodeSettings settings)
    {
        MqttMessageClient client = new();
        string reason = Assert.ThrowsExactly<MessageException>(
            () => client.Connect(settings, BrokerAddress.All(settings)[0], "sqnet/tls/status", NodeMessages.Offline))
            .Message;
        Assert.IsFalse(client.IsConnected);
        return reason;
    }
}
