namespace CameraNode
{
    /// <summary>
    /// Judges connections by how they end: whether the next attempt may come soon, and what may be wrong with the
    /// broker. It knows no clock and no connection; who has them tells.
    /// </summary>
    internal sealed class SessionHealth
    {
        /// <summary>
        /// So many connections in a row that end soon are a pattern, if each was of use: a broker that restarts again
        /// and again may do so too, but nearly always some attempt in between finds it away.
        /// </summary>
        public const int ShortOnes = 6;

        /// <summary>So many are, if none was of use: the waits between them have grown.</summary>
        public const int UselessOnes = 4;

        /// <summary>So many in a row that end with QoS 2 unconfirmed mean that the broker has none.</summary>
        public const int FailedOnes = 2;

        private readonly string clientId;
        private readonly int keepAlive;
        private long connectedAt;
        private int sent;
        private int confirmed;
        private int suspicion;
        private int failedInRow;
        private bool everConfirmed;
        private bool isTakenOver;
        private bool isReduced;

        /// <summary>Begins without any connection.</summary>
        public SessionHealth(NodeSettings settings)
        {
            clientId = settings.ClientId;
            keepAlive = 1000 * settings.KeepAliveSeconds;
            QualityOfService = settings.QualityOfService;
        }

        /// <summary>Quality of service of labels: what is wanted, or what the broker can do.</summary>
        public int QualityOfService { get; private set; }

        /// <summary>What seems to be wrong, as sentences for the status; empty if nothing.</summary>
        public string Problem
        {
            get
            {
                string reduced = isReduced
                    ? "The broker seems not to take quality of service 2; labels go out with 1." : string.Empty;
                string taken = isTakenOver
                    ? $"Another client may use the id {clientId}: the broker ends connections soon after they begin."
                    : string.Empty;
                return reduced.Length > 0 && taken.Length > 0 ? reduced + " " + taken : reduced + taken;
            }
        }

        /// <summary>A connection is made.</summary>
        public void Connected(long now)
        {
            connectedAt = now;
            sent = 0;
            confirmed = 0;
        }

        /// <summary>The broker is not there, so that connections end for another reason than their client.</summary>
        public void Unreachable()
        {
            suspicion = 0;
            failedInRow = 0;
        }

        /// <summary>A label was handed over.</summary>
        public void Sent()
        {
            sent++;
        }

        /// <summary>Labels were confirmed.</summary>
        public void Confirmed(int labels)
        {
            confirmed += labels;
            everConfirmed = everConfirmed || (labels > 0 && QualityOfService == 2);
        }

        /// <summary>Whether the connection has stood for so long that all before it is forgotten.</summary>
        public bool HasStood(long now)
        {
            // A node that shares its id with another one stands as long as the other one waits.
            return now - connectedAt >= (isTakenOver ? keepAlive + (2 * Backoff.Longest) : keepAlive);
        }

        /// <summary>The connection has stood.</summary>
        public void Stood()
        {
            // What was never confirmed speaks against the broker however long it stands: RabbitMQ answers messages of
            // QoS 2 as if they had QoS 1, and the library waits half a minute for another answer.
            isTakenOver = false;
            suspicion = 0;
        }

        /// <summary>The connection has ended.</summary>
        /// <param name="now">When.</param>
        /// <param name="isByBroker">Whether the network is there, so that it was the broker's doing.</param>
        /// <returns>Whether the next attempt may come soon; else the waits grow.</returns>
        public bool Ended(long now, bool isByBroker)
        {
            bool isLong = now - connectedAt >= keepAlive;
            suspicion = isByBroker && !isLong ? suspicion + (confirmed > 0 ? UselessOnes : ShortOnes) : 0;
            isTakenOver = isTakenOver || suspicion >= ShortOnes * UselessOnes;
            return CountFailed(isByBroker) || (!isTakenOver && (isLong || confirmed > 0));
        }

        /// <summary>Counts connections whose messages of QoS 2 were never confirmed.</summary>
        /// <returns>Whether that is why quality of service 2 is given up now.</returns>
        private bool CountFailed(bool isByBroker)
        {
            if (!isByBroker || QualityOfService < 2 || everConfirmed || sent == 0)
            {
                return false;
            }

            failedInRow++;
            if (failedInRow < FailedOnes)
            {
                return false;
            }

            QualityOfService = 1;
            isReduced = true;
            suspicion = 0;
            return true;
        }
    }
}
