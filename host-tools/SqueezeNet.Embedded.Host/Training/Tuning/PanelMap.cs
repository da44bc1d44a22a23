using System;

namespace SqueezeNet.Embedded.Host.Training.Tuning;

/// <summary>A feature map of one photo in panels.</summary>
internal sealed class PanelMap
{
    public PanelMap(PanelGrid grid, int panels)
    {
        Grid = grid;
        Panels = panels;
        Values = new float[panels * grid.Panel];
    }

    public PanelGrid Grid { get; }

    public int Panels { get; }

    public float[] Values { get; }

    /// <summary>The panels from one on.</summary>
    public Span<float> From(int panel) => Values.AsSpan(panel * Grid.Panel);

    /// <summary>Takes a map [channel][y][x].</summary>
    public void Load(ReadOnlySpan<float> map, ChannelSlots slots)
    {
        for (int c = 0; c < slots.Channels; c++)
        {
            ReadOnlySpan<float> from = map.Slice(c * Grid.Pixels, Grid.Pixels);
            Span<float> to = Channel(slots.Slots[c]);
            for (int i = 0; i < from.Length; i++)
            {
                to[Grid.Positions[i]] = from[i];
            }
        }
    }

    /// <summary>Adds the channels of a map whose channels may stand elsewhere.</summary>
    public void Add(ChannelSlots slots, PanelMap other, ChannelSlots otherSlots)
    {
        for (int c = 0; c < slots.Channels; c++)
        {
            ReadOnlySpan<float> from = other.Channel(otherSlots.Slots[c]);
            Span<float> to = Channel(slots.Slots[c]);
            foreach (int at in Grid.Positions.AsSpan(0, Grid.Pixels))
            {
                to[at] += from[at];
            }
        }
    }

    /// <summary>What begins with a channel's border, its values 16 apart.</summary>
    private Span<float> Channel(int slot)
    {
        return Values.AsSpan((slot / PanelGrid.Lanes * Grid.Panel) + (slot % PanelGrid.Lanes));
    }
}
