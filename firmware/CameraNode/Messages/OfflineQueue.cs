using System;

namespace CameraNode
{
    /// <summary>
    /// Classifications on their way to the broker, oldest first: those handed over and not confirmed, then those that
    /// wait. It is bounded: one more pushes the oldest out.
    /// </summary>
    public sealed class OfflineQueue
    {
        private readonly FrameClassification?[] classifications;
        private readonly int[] numbers;
        private int first;

        /// <summary>Makes an empty queue.</summary>
        /// <param name="length">How many classifications it keeps, at least 1.</param>
        public OfflineQueue(int length)
        {
            classifications = new FrameClassification?[length];
            numbers = new int[length];
        }

        /// <summary>Classifications that are kept.</summary>
        public int Count { get; private set; }

        /// <summary>Classifications handed over and not confirmed.</summary>
        public int Sent { get; private set; }

        /// <summary>Classifications that have not been handed over in this connection.</summary>
        public int Waiting
        {
            get { return Count - Sent; }
        }

        /// <summary>Classifications that were pushed out before they were handed over.</summary>
        public int Dropped { get; private set; }

        /// <summary>The oldest classification that waits.</summary>
        /// <exception cref="InvalidOperationException">None waits.</exception>
        public FrameClassification Next
        {
            get
            {
                FrameClassification? next = Waiting > 0 ? classifications[At(Sent)] : null;
                return next ?? throw new InvalidOperationException("No classification waits.");
            }
        }

        /// <summary>
        /// Adds a classification. If the queue is full, the oldest goes, and with it the chance to send it again.
        /// </summary>
        public void Add(FrameClassification classification)
        {
            if (Count == classifications.Length)
            {
                Dropped += Sent == 0 ? 1 : 0;
                RemoveFirst();
            }

            classifications[At(Count)] = classification;
            Count++;
        }

        /// <summary>The oldest classification that waited has been handed over.</summary>
        /// <param name="number">The message's number, by which it will be confirmed.</param>
        public void MarkSent(int number)
        {
            if (Waiting == 0)
            {
                throw new InvalidOperationException("No classification waits.");
            }

            numbers[At(Sent)] = number;
            Sent++;
        }

        /// <summary>Lets confirmed classifications go, oldest first.</summary>
        public void Settle(IMessageClient messages)
        {
            while (Sent > 0 && messages.IsConfirmed(numbers[first]))
            {
                RemoveFirst();
            }
        }

        /// <summary>The connection is gone: what was not confirmed waits again, in its old place.</summary>
        /// <returns>How many classifications that are.</returns>
        public int Requeue()
        {
            int again = Sent;
            Sent = 0;
            return again;
        }

        /// <summary>What is kept, oldest first.</summary>
        /// <param name="most">How many at most; older ones are pushed out.</param>
        public FrameClassification[] ToArray(int most)
        {
            while (Count > most)
            {
                Dropped += Sent == 0 ? 1 : 0;
                RemoveFirst();
            }

            FrameClassification[] all = new FrameClassification[Count];
            for (int i = 0; i < all.Length; i++)
            {
                all[i] = classifications[At(i)]!;
            }

            return all;
        }

        private int At(int place)
        {
            return (first + place) % classifications.Length;
        }

        private void RemoveFirst()
        {
            classifications[first] = null;
            first = (first + 1) % classifications.Length;
            Count--;
            Sent -= Sent > 0 ? 1 : 0;
        }
    }
}
