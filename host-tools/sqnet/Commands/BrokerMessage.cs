namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>A message of a broker.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="Payload">Its bytes.</param>
internal sealed record BrokerMessage(string Topic, byte[] Payload);
