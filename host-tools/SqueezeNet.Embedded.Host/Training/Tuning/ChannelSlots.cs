using System.Linq;

namespace SqueezeNet.Embedded.Host.Training.Tuning;

/// <summary>
/// Where the channels of a tensor stand in panels of 16. Each convolution's channels begin with a panel of their own;
/// slots that no channel takes stay 0.
/// </summary>
/// <param name="Slots">[channel].</param>
/// <param name="Panels">How many panels.</param>
internal sealed record ChannelSlots(int[] Slots, int Panels)
{
    /// <summary>Channels.</summary>
    public int Channels => Slots.Length;

    /// <summary>Of one convolution, or of two whose outputs are joined.</summary>
    public static ChannelSlots Of(int first, int second = 0)
    {
        int panels = PanelsOf(first);
        int[] slots =
        [
            .. Enumerable.Range(0, first),
            .. Enumerable.Range(panels * PanelGrid.Lanes, second),
        ];
        return new ChannelSlots(slots, panels + PanelsOf(second));
    }

    private static int PanelsOf(int channels) => (channels + PanelGrid.Lanes - 1) / PanelGrid.Lanes;
}
