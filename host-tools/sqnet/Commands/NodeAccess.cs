using System;
using CameraNode;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>How a node is reached, and with how much patience.</summary>
/// <param name="Broker">What a node would be given to reach the same broker.</param>
/// <param name="Timeout">How long an answer may take.</param>
/// <param name="Waits">Whether a node that sleeps is waited for.</param>
internal sealed record NodeAccess(NodeSettings Broker, TimeSpan Timeout, bool Waits);
