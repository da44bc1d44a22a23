using System;

namespace SqueezeNet.Embedded
{
    /// <summary>The component's camera.</summary>
    internal sealed class NativeCameraDriver : CameraDriver
    {
        public override bool IsAvailable
        {
            get
            {
                try
                {
                    return NativeCamera.IsAvailable();
                }
                catch (NotSupportedException)
                {
                    // A firmware without the component has none of its methods, not even this one.
                    return false;
                }
            }
        }

        public override int Open(int[] pins, int[] options, int[] detail)
        {
            return NativeCamera.Open(pins, options, detail);
        }

        public override int Close()
        {
            return NativeCamera.Close();
        }

        public override int Grab(int milliseconds)
        {
            return NativeCamera.Grab(milliseconds);
        }

        public override int Describe(int frame, int[] facts)
        {
            return NativeCamera.Describe(frame, facts);
        }

        public override int ReadFrame(int frame, int offset, byte[] bytes)
        {
            return NativeCamera.ReadFrame(frame, offset, bytes);
        }

        public override int EncodeJpeg(int frame, int quality, int mostBytes)
        {
            return NativeCamera.EncodeJpeg(frame, quality, mostBytes);
        }

        public override int ReadJpeg(int offset, byte[] bytes)
        {
            return NativeCamera.ReadJpeg(offset, bytes);
        }

        public override void DropJpeg()
        {
            NativeCamera.DropJpeg();
        }

        public override int Return(int frame)
        {
            return NativeCamera.Return(frame);
        }

        public override int Orient(bool mirror, bool flip)
        {
            return NativeCamera.Orient(mirror, flip);
        }
    }
}
