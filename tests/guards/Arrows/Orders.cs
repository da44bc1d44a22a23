namespace SqueezeNet.Embedded.Tests.Guards.Arrows;

/// <summary>What may need what: read each table from the bottom, whose folders need nothing above them.</summary>
internal static class Orders
{
    /// <summary>The checkout. The device's test project stands in firmware and compiles what is in tests.</summary>
    public static Order TopFolders { get; } = new(
        string.Empty,
        ["nanoframework-native"],
        ["firmware"],
        ["host-tools"],
        ["samples"],
        ["tests"],
        ["firmware/device/Tests"]);

    /// <summary>The projects, for the desktop and for the device.</summary>
    public static Order Projects { get; } = new(
        string.Empty,
        ["nanoframework-native"],
        ["firmware/SqueezeNet.Embedded.Native"],
        ["firmware/SqueezeNet.Embedded", "firmware/stand-ins"],
        ["firmware/CameraNode"],
        ["firmware/device", "host-tools/boards"],
        ["host-tools/SqueezeNet.Embedded.Host", "host-tools/bench"],
        ["host-tools/SqueezeNet.Embedded.Simulation", "host-tools/SqueezeNet.Embedded.Flashing"],
        ["host-tools/sqnet"],
        ["samples"],
        ["tests"],
        ["firmware/device/Tests"]);

    /// <summary>The native code: the core knows nothing, camera and interop meet in the port.</summary>
    public static Order Native { get; } = new(
        "nanoframework-native",
        ["core"],
        ["core/esp32s3", "panels"],
        ["arm64", "x86"],
        ["port"],
        ["session"],
        ["camera"],
        ["interop", "host"]);

    /// <summary>
    /// The library. Desktop and Device are the two halves of what differs; the native declarations of the device are
    /// an assembly of their own.
    /// </summary>
    public static Order Library { get; } = new(
        "firmware/SqueezeNet.Embedded",
        ["Model"],
        ["Images"],
        ["Desktop"],
        ["Camera"],
        ["Engine"],
        ["Desktop/Vectors", "Device/Vectors"],
        [Order.Beside]);

    /// <summary>The node. Desktop and Device are the two halves of what differs there.</summary>
    public static Order Node { get; } = new(
        "firmware/CameraNode",
        ["Desktop", "Device", "Json", "Time"],
        ["Settings"],
        ["Board", "Publishing"],
        ["Views"],
        ["Motion"],
        ["Observing"],
        ["Light", "Messages", "Pins", "Sleep"],
        ["Bench", "Home", "Snapshots"],
        [Order.Beside]);

    /// <summary>
    /// The host library: from a model file to a blob, what is told of it, and the front door to all that.
    /// </summary>
    public static Order Host { get; } = new(
        "host-tools/SqueezeNet.Embedded.Host",
        ["Download", "Model", "Names"],
        ["Imaging", "Import"],
        ["Float"],
        ["Planning"],
        ["Quantization"],
        ["Packing", "RateControl"],
        ["Evaluation", "Inspection"],
        ["Reporting"],
        ["Building"],
        ["Training/TrainingException.cs"],
        ["Training/Samples", "Training/Export"],
        ["Training/Photos"],
        ["Training/Views"],
        ["Training/Features", "Training/Heads"],
        ["Training/Figures"],
        ["Training/Tuning"],
        ["Training"],
        ["Training/Report"]);

    /// <summary>What writes boards: formats, the board behind its seam, the tools that reach it, the steps.</summary>
    public static Order Flashing { get; } = new(
        "host-tools/SqueezeNet.Embedded.Flashing",
        ["FlashingCause.cs"],
        ["FlashingException.cs"],
        ["Devices", "Tables"],
        ["Images", "Ports"],
        ["Tools", "Consoles"],
        ["Steps", "Diagnosis"],
        [Order.Beside]);

    /// <summary>The command line.</summary>
    public static Order Cli { get; } = new(
        "host-tools/sqnet",
        ["Output"],
        ["Commands"],
        [Order.Beside]);

    /// <summary>All of them.</summary>
    public static Order[] All { get; } = [TopFolders, Projects, Native, Library, Node, Host, Flashing, Cli];
}
