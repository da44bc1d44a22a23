namespace System.Device.Gpio;

/// <summary>Level of a pin.</summary>
public readonly struct PinValue : IEquatable<PinValue>
{
    private readonly byte level;

    private PinValue(byte level)
    {
        this.level = level;
    }

    /// <summary>The level of the supply.</summary>
    public static PinValue High => new(1);

    /// <summary>The level of ground.</summary>
    public static PinValue Low => new(0);

    public static implicit operator PinValue(bool value)
    {
        return value ? High : Low;
    }

    public static implicit operator PinValue(int value)
    {
        return value != 0 ? High : Low;
    }

    public static explicit operator bool(PinValue value)
    {
        return value.level != 0;
    }

    public static bool operator ==(PinValue left, PinValue right)
    {
        return left.Equals(right);
    }

    public static bool operator !=(PinValue left, PinValue right)
    {
        return !left.Equals(right);
    }

    public bool Equals(PinValue other)
    {
        return level == other.level;
    }

    public override bool Equals(object? obj)
    {
        return obj is PinValue other && Equals(other);
    }

    public override int GetHashCode()
    {
        return level;
    }

    public override string ToString()
    {
        return level != 0 ? nameof(High) : nameof(Low);
    }
}
