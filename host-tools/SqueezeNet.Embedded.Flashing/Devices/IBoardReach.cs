namespace SqueezeNet.Embedded.Flashing.Devices;

/// <summary>The board at one port, by all the ways in which it can be reached.</summary>
public interface IBoardReach
{
    /// <summary>Its ROM loader.</summary>
    IBoardFlash Flash { get; }

    /// <summary>Its nanoCLR.</summary>
    INodeDeployment Deployment { get; }

    /// <summary>Its console.</summary>
    INodeWatch Watch { get; }
}
