using System;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Flashing;
using SqueezeNet.Embedded.Flashing.Consoles;
using SqueezeNet.Embedded.Flashing.Ports;

namespace SqueezeNet.Embedded.Tests.Flashing.Consoles;

/// <summary>A real serial port of the system, over a pseudo terminal.</summary>
[TestClass]
public sealed class SerialConsoleTests
{
    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Token => TestContext.CancellationToken;

    [TestMethod]
    [Timeout(60000, CooperativeCancellation = true)]
    public async Task WhatABoardSaysIsRead()
    {
        using PseudoTerminal terminal = new();
        using SerialConsole console = new(new PortList(), terminal.Name);
        terminal.Say("State 4\r\n"u8);
        byte[] buffer = new byte[100];

        int read = await console.ReadAsync(buffer, Token);

        Assert.AreEqual("State 4\r\n", Encoding.ASCII.GetString(buffer, 0, read));
    }

    /// <summary>A silent board must not keep Ctrl+C waiting.</summary>
    [TestMethod]
    [Timeout(60000, CooperativeCancellation = true)]
    public async Task AWaitCanBeCancelled()
    {
        using PseudoTerminal terminal = new();
        using SerialConsole console = new(new PortList(), terminal.Name);
        using CancellationTokenSource source = new(TimeSpan.FromSeconds(0.2));

        await Assert.ThrowsAsync<OperationCanceledException>(
            async () => await console.ReadAsync(new byte[10], source.Token));
    }

    [TestMethod]
    public void APortThatIsNotThereSaysSo()
    {
        FlashingException e = Assert.ThrowsExactly<FlashingException>(
            () => new SerialConsole(new PortList(), "/dev/ttyACM99"));

        StringAssert.Contains(e.Message, "There is no port /dev/ttyACM99");
        Assert.AreEqual(FlashingCause.Environment, e.Cause);
    }
}
