using System;

namespace CameraNode
{
    /// <summary>Writes a moment as RFC 3339 has it.</summary>
    public static class UtcText
    {
        /// <summary>A device whose clock was never set lives in an earlier year.</summary>
        private const int FirstYear = 2024;

        /// <summary>For example 2026-02-28T07:05:09.120Z; empty for a clock that was never set.</summary>
        public static string Of(DateTime utc)
        {
            return utc.Year < FirstYear
                ? string.Empty
                : $"{utc.Year}-{Digits(utc.Month, 2)}-{Digits(utc.Day, 2)}T"
                    + $"{Digits(utc.Hour, 2)}:{Digits(utc.Minute, 2)}:{Digits(utc.Second, 2)}"
                    + $".{Digits(utc.Millisecond, 3)}Z";
        }

        private static string Digits(int value, int length)
        {
            string text = value.ToString();
            while (text.Length < length)
            {
                text = "0" + text;
            }

            return text;
        }
    }
}
