using System;
using System.IO;
using System.Security.Cryptography;

namespace CameraNode
{
    /// <summary>Names a desktop's node after the computer; the device's class of the same name takes its MAC.</summary>
    internal static class OwnName
    {
        /// <summary>With the rest 23 letters, which every broker of MQTT 3.1.1 takes.</summary>
        private const int LongestHost = 9;

        private const int RandomLetters = 6;

        /// <summary>A client id of its own for this user of this computer, the same at each start.</summary>
        public static string Make()
        {
            return Make(
                Environment.MachineName,
                Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData));
        }

        /// <summary>A client id of its own for a folder.</summary>
        /// <param name="host">The computer's name.</param>
        /// <param name="folder">Where the random part is kept; without one it is another each time.</param>
        internal static string Make(string host, string folder)
        {
            string safe = Safe(host);
            return $"camera-{(safe.Length == 0 ? string.Empty : safe + "-")}{Random(folder)}";
        }

        /// <summary>What every broker takes: small letters and digits.</summary>
        private static string Safe(string host)
        {
            string safe = string.Empty;
            foreach (char letter in host.ToLowerInvariant())
            {
                bool isTaken = char.IsAsciiLetterOrDigit(letter) && safe.Length < LongestHost;
                safe += isTaken ? letter.ToString() : string.Empty;
            }

            return safe;
        }

        private static string Random(string folder)
        {
            string made = RandomNumberGenerator.GetHexString(RandomLetters, lowercase: true);
            if (folder.Length == 0)
            {
                return made;
            }

            string file = Path.Combine(folder, "sqnet", "client-id");
            try
            {
                return Read(file) ?? Keep(file, made);
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException)
            {
                // A name for this run only.
                return made;
            }
        }

        private static string? Read(string file)
        {
            string text = File.Exists(file) ? File.ReadAllText(file).Trim() : string.Empty;
            return text.Length == RandomLetters && Array.TrueForAll(text.ToCharArray(), char.IsAsciiHexDigitLower)
                ? text : null;
        }

        private static string Keep(string file, string made)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, made + "\n");
            return made;
        }
    }
}
