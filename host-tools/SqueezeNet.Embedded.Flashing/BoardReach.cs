using System;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Flashing.Consoles;
using SqueezeNet.Embedded.Flashing.Devices;
using SqueezeNet.Embedded.Flashing.Ports;
using SqueezeNet.Embedded.Flashing.Tools;

namespace SqueezeNet.Embedded.Flashing;

/// <summary>The board at one port, by esptool, nanoff and its console.</summary>
public sealed class BoardReach : IBoardReach
{
    private BoardReach(EsptoolFlash flash, INodeDeployment deployment, INodeWatch watch)
    {
        Flash = flash;
        Deployment = deployment;
        Watch = watch;
    }

    /// <inheritdoc/>
    public IBoardFlash Flash { get; }

    /// <inheritdoc/>
    public INodeDeployment Deployment { get; }

    /// <inheritdoc/>
    public INodeWatch Watch { get; }

    /// <summary>Finds the port and the tools.</summary>
    /// <param name="request">What the user names.</param>
    /// <param name="show">Told the console's lines.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="FlashingException">One of them is missing.</exception>
    public static async Task<BoardReach> FindAsync(
        ReachRequest request, Action<ConsoleLine> show, CancellationToken cancellation)
    {
        PortList ports = new();
        string port = PortChoice.Pick(ports, request.Port);
        ExternalTool esptool = await Esptool.FindAsync(request.Esptool, cancellation).ConfigureAwait(false);
        EsptoolFlash flash = new(esptool, ports, port, request.Baud);
        INodeDeployment deployment = request.NeedsNanoff
            ? new NanoffDeployment(
                await Nanoff.FindAsync(request.Nanoff, cancellation).ConfigureAwait(false), () => flash.Port)
            : new NoDeployment();
        return new BoardReach(
            flash,
            deployment,
            new NodeWatch(() => new SerialConsole(ports, flash.Port), show, hasReset: false));
    }
}
