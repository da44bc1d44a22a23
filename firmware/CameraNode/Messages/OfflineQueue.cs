using System;

namespace CameraNode
{
    /// <summary>
    /// Classifications on their way to the broker, oldest first: those handed over and not confirmed, then those that
    /// wait. It is bounded: one more pushes the oldest out. Each that was ever added is published, kept or dropped.
    /// </summary>
    public sealed class OfflineQueue
    {
        /// <summary>
        /// Most classifications that are handed over and not confirmed. Mosquitto 2.0 takes 20 of QoS 2 under MQTT
        /// 3.1.1, and loses further ones though it confirms them.
        /// </summary>
        public const int MostUnderWay = 16;

        private readonly FrameClassification?[] classifications;
        private readonly int[] numbers;

        /// <summary>Numbers of those that were pushed out under way: the broker may confirm them still.</summary>
        private readonly int[] leaving = new int[MostUnderWay];

        private int leavingCount;
        private int first;

        /// <summary>Makes an empty queue.</summary>
        /// <param name="length">How many classifications it keeps, at least 1.</param>
        public OfflineQueue(int length)
        {
            classifications = new FrameClassification?[length];
            numbers = new int[length];
        }

        /// <summary>Classifications that are kept, to be sent or sent again.</summary>
        public int Count { get; private set; }

        /// <summary>Classifications that are kept, handed over and not confirmed.</summary>
        public int Sent { get; private set; }

        /// <summary>Classifications that have not been handed over in this connection.</summary>
        public int Pending
        {
            get { return Count - Sent; }
        }

        /// <summary>
        /// Classifications whose fate is open: those that are kept, and those pushed out while under way.
        /// </summary>
        public int Waiting
        {
            get { return Count + leavingCount; }
        }

        /// <summary>Classifications that the broker has confirmed; with QoS 0 those handed over.</summary>
        public int Published { get; private set; }

        /// <summary>Classifications that were pushed out and will not arrive.</summary>
        public int Dropped { get; private set; }

        /// <summary>Whether one can be handed over: one is pending, and not too many are under way.</summary>
        public bool CanSend
        {
            get { return Pending > 0 && Sent + leavingCount < MostUnderWay; }
        }

        /// <summary>The oldest classification that is pending.</summary>
        /// <exception cref="InvalidOperationException">None is.</exception>
        public FrameClassification Next
        {
            get
            {
                FrameClassification? next = Pending > 0 ? classifications[At(Sent)] : null;
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
                PushOut();
            }

            classifications[At(Count)] = classification;
            Count++;
        }

        /// <summary>The oldest classification that was pending has been handed over.</summary>
        /// <param name="number">The message's number, by which it will be confirmed.</param>
        public void MarkSent(int number)
        {
            if (!CanSend)
            {
                throw new InvalidOperationException("No classification waits, or too many are under way.");
            }

            numbers[At(Sent)] = number;
            Sent++;
        }

        /// <summary>Lets confirmed classifications go, oldest first.</summary>
        public void Settle(IMessageClient messages)
        {
            SettleLeaving(messages);
            while (Sent > 0 && messages.IsConfirmed(numbers[first]))
            {
                RemoveFirst();
                Published++;
            }
        }

        /// <summary>
        /// The connection is gone: what was not confirmed waits again, in its old place; what was pushed out is lost.
        /// </summary>
        public void Requeue(IMessageClient messages)
        {
            SettleLeaving(messages);
            Dropped += leavingCount;
            leavingCount = 0;
            int kept = Sent;
            for (int place = Sent - 1; place >= 0; place--)
            {
                if (!messages.IsConfirmed(numbers[At(place)]))
                {
                    kept--;
                    classifications[At(kept)] = classifications[At(place)];
                }
            }

            Published += kept;
            for (; kept > 0; kept--)
            {
                RemoveFirst();
            }

            Sent = 0;
        }

        private void PushOut()
        {
            if (Sent == 0)
            {
                Dropped++;
            }
            else
            {
                leaving[leavingCount] = numbers[first];
                leavingCount++;
            }

            RemoveFirst();
        }

        private void SettleLeaving(IMessageClient messages)
        {
            int left = 0;
            for (int i = 0; i < leavingCount; i++)
            {
                if (!messages.IsConfirmed(leaving[i]))
                {
                    leaving[left] = leaving[i];
                    left++;
                }
            }

            Published += leavingCount - left;
            leavingCount = left;
        }

        /// <summary>Goes on with counters of an earlier run; the queue is empty.</summary>
        public void Restore(int published, int dropped)
        {
            Published = published;
            Dropped = dropped;
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
