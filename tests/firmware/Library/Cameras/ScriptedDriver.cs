using System;
using System.Collections.Generic;

namespace SqueezeNet.Embedded.Tests.Firmware.Library.Cameras;

/// <summary>A camera whose answers are written down beforehand; it gives 4 x 3 gray frames by default.</summary>
internal sealed class ScriptedDriver : CameraDriver
{
    private readonly Queue<int> opens = new();
    private readonly Queue<int> grabs = new();
    private readonly HashSet<int> frames = [];
    private int next;

    public bool HasDriver { get; set; } = true;

    public int Detail { get; set; }

    public int[] Facts { get; set; } = [4, 3, 12, (int)PixelFormat.Gray8, 1234];

    /// <summary>Everything that was asked of it.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Frames that have not been given back.</summary>
    public int Out => frames.Count;

    public bool IsOpen { get; private set; }

    public override bool IsAvailable => HasDriver;

    /// <summary>Results of the next calls of Open; 0 after those.</summary>
    public ScriptedDriver Opens(params int[] results)
    {
        Array.ForEach(results, opens.Enqueue);
        return this;
    }

    /// <summary>Errors of the next calls of Grab, 0 for a frame; frames after those.</summary>
    public ScriptedDriver Grabs(params ErrorCode[] results)
    {
        Array.ForEach(results, code => grabs.Enqueue((int)code));
        return this;
    }

    public override int Open(int[] pins, int[] options, int[] detail)
    {
        Calls.Add($"open {string.Join(' ', pins)} | {string.Join(' ', options)}");
        detail[0] = Detail;
        int result = IsOpen ? (int)ErrorCode.Busy : opens.TryDequeue(out int scripted) ? scripted : 0;
        IsOpen |= result == 0;
        return result;
    }

    public override int Close()
    {
        Calls.Add("close");
        IsOpen = false;
        frames.Clear();
        return 0;
    }

    public override int Grab(int milliseconds)
    {
        Calls.Add($"grab {milliseconds}");
        if (!IsOpen)
        {
            return (int)ErrorCode.Closed;
        }

        if (grabs.TryDequeue(out int error) && error < 0)
        {
            return error;
        }

        frames.Add(++next);
        return next;
    }

    public override int Describe(int frame, int[] facts)
    {
        Facts.CopyTo(facts, 0);
        return frames.Contains(frame) ? 0 : (int)ErrorCode.Closed;
    }

    public override int ReadFrame(int frame, int offset, byte[] bytes)
    {
        if (!frames.Contains(frame))
        {
            return (int)ErrorCode.Closed;
        }

        Array.Fill(bytes, (byte)frame);
        return bytes.Length;
    }

    /// <summary>What EncodeJpeg answers: the JPEG's length, 0 or an error.</summary>
    public int JpegBytes { get; set; }

    /// <summary>What ReadJpeg answers if it is not the array's length.</summary>
    public int? JpegRead { get; set; }

    public override int EncodeJpeg(int frame, int quality, int mostBytes)
    {
        Calls.Add($"encode {frame} {quality} {mostBytes}");
        return JpegBytes;
    }

    public override int ReadJpeg(int offset, byte[] bytes)
    {
        Calls.Add($"read jpeg {offset} {bytes.Length}");
        Array.Fill(bytes, (byte)JpegBytes);
        return JpegRead ?? bytes.Length;
    }

    public override void DropJpeg()
    {
        Calls.Add("drop jpeg");
    }

    public override int Return(int frame)
    {
        Calls.Add($"return {frame}");
        return frames.Remove(frame) ? 0 : (int)ErrorCode.Closed;
    }

    public override int Orient(bool mirror, bool flip)
    {
        Calls.Add($"orient {mirror} {flip}");
        return IsOpen ? 0 : (int)ErrorCode.Closed;
    }
}
