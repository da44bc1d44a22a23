using System;
using System.Collections;
using System.Text;
using System.Threading;

namespace SqueezeNet.Embedded.Tests.Guards.Examples
{
    /// <summary>Much of what does run on the device: no rule may object.</summary>
    public sealed class Clean : Clean.IShape, IDisposable
    {
        private static readonly byte[] table = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18 };

        private readonly object gate = new object();
        private readonly AutoResetEvent wake = new AutoResetEvent(false);
        private int[][] rows = { new[] { 1, 2 }, new[] { 3, 4 } };

        public delegate int Function(int value);

        public event EventHandler Changed;

        public interface IShape
        {
            int Area { get; }

            static int Of(IShape shape)
            {
                return shape.Area;
            }
        }

        public int Area { get; init; }

        public static int Read(object input, ref int position, out float fraction)
        {
            fraction = 0.5f;
            position++;
            switch (input)
            {
                case byte[] bytes:
                    return bytes[position];
                case string text:
                    return text.Length;
                case null:
                    return -1;
                default:
                    return (int)(long)input;
            }
        }

        public string Describe(long length)
        {
            lock (gate)
            {
                byte[] bytes = new byte[length];
                int offset = bytes.Length;
                Function add = value => value + offset;
                int Twice(int value) => 2 * add(value);
                string kind = offset switch
                {
                    0 => "empty",
                    < 16 => "small",
                    _ => throw new ArgumentException("too long"),
                };
                StringBuilder text = new StringBuilder(kind);
                text.Append(Twice(rows[1][0])).Append($" {Area} of {offset:x4}");
                return text.ToString();
            }
        }

        public int Sum(ArrayList list)
        {
            int sum = 0;
            foreach (object item in list)
            {
                sum += item is int number ? number : 0;
            }

            try
            {
                sum /= list.Count;
            }
            catch (DivideByZeroLike e) when (e.Message.Length > 0)
            {
                sum = -1;
            }
            finally
            {
                Changed?.Invoke(this, EventArgs.Empty);
                wake.Set();
            }

            return sum + table[sum & 15];
        }

        public void Dispose()
        {
            Thread.Sleep(0);
            rows = null;
        }

        public sealed class DivideByZeroLike : Exception
        {
            public DivideByZeroLike(string message)
                : base(message)
            {
            }
        }
    }
}
