using System;

namespace CameraNode
{
    /// <summary>
    /// Answers on their way to the broker, oldest first: those handed over and not confirmed, then those that wait. It
    /// is bounded: one more pushes the oldest out.
    /// </summary>
    public sealed class OfflineQueue
    {
        private readonly NodeResult?[] results;
        private readonly int[] numbers;
        private int first;

        /// <summary>Makes an empty queue.</summary>
        /// <param name="length">How many answers it keeps, at least 1.</param>
        public OfflineQueue(int length)
        {
            results = new NodeResult?[length];
            numbers = new int[length];
        }

        /// <summary>Answers that are kept.</summary>
        public int Count { get; private set; }

        /// <summary>Answers handed over and not confirmed.</summary>
        public int Sent { get; private set; }

        /// <summary>Answers that have not been handed over in this connection.</summary>
        public int Waiting
        {
            get { return Count - Sent; }
        }

        /// <summary>Answers that were pushed out before they were handed over.</summary>
        public int Dropped { get; private set; }

        /// <summary>The oldest answer that waits.</summary>
        /// <exception cref="InvalidOperationException">None waits.</exception>
        public NodeResult Next
        {
            get
            {
                NodeResult? next = Waiting > 0 ? results[At(Sent)] : null;
                return next ?? throw new InvalidOperationException("No answer waits.");
            }
        }

        /// <summary>Adds an answer. If the queue is full, the oldest goes, and with it the chance to send it again.</summary>
        public void Add(NodeResult result)
        {
            if (Count == results.Length)
            {
                Dropped += Sent == 0 ? 1 : 0;
                RemoveFirst();
            }

            results[At(Count)] = result;
            Count++;
        }

        /// <summary>The oldest answer that waited has been handed over.</summary>
        /// <param name="number">The message's number, by which it will be confirmed.</param>
        public void MarkSent(int number)
        {
            if (Waiting == 0)
            {
                throw new InvalidOperationException("No answer waits.");
            }

            numbers[At(Sent)] = number;
            Sent++;
        }

        /// <summary>Lets confirmed answers go, oldest first.</summary>
        public void Settle(IMessageClient messages)
        {
            while (Sent > 0 && messages.IsConfirmed(numbers[first]))
            {
                RemoveFirst();
            }
        }

        /// <summary>The connection is gone: what was not confirmed waits again, in its old place.</summary>
        /// <returns>How many answers that are.</returns>
        public int Requeue()
        {
            int again = Sent;
            Sent = 0;
            return again;
        }

        private int At(int place)
        {
            return (first + place) % results.Length;
        }

        private void RemoveFirst()
        {
            results[first] = null;
            first = (first + 1) % results.Length;
            Count--;
            Sent -= Sent > 0 ? 1 : 0;
        }
    }
}
