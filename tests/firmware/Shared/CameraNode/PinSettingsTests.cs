#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace CameraNode.Tests
{
    /// <summary>Pins in JSON: what is read, and where something is wrong.</summary>
    [TestClass]
    public class PinSettingsTests
    {
        [TestMethod]
        public void PinsAreRead()
        {
            NodeSettings settings = new NodeSettings();
            SettingsReader.Read(
                "{\"outputs\": [ {\"pin\": 1, \"label\": \"cat\", \"milliseconds\": 700}, "
                    + "{\"label\":\"dog\",\"pin\":2,\"activeLow\":true} ],\n"
                    + "\"trigger\":{\"edge\":\"falling\",\"pin\":14,\"pull\":\"up\"}, \"lamp\":{\"pin\":21},"
                    + "\"sleepSeconds\": 60}",
                settings);

            Assert.AreEqual(
                "[{\"pin\":1,\"label\":\"cat\",\"milliseconds\":700,\"activeLow\":false},"
                    + "{\"pin\":2,\"label\":\"dog\",\"milliseconds\":500,\"activeLow\":true}]",
                settings.Outputs.ToString());
            Assert.AreEqual(
                "{\"pin\":14,\"edge\":\"falling\",\"pull\":\"up\",\"debounceMilliseconds\":50}",
                settings.Trigger!.ToString());
            Assert.AreEqual("{\"pin\":21,\"milliseconds\":0,\"activeLow\":false}", settings.Lamp!.ToString());
            Assert.AreEqual(60, settings.SleepSeconds);
        }

        [TestMethod]
        public void NoneIsWrittenAsNullOrEmpty()
        {
            NodeSettings settings = new NodeSettings();
            SettingsReader.Read("{\"outputs\":[],\"trigger\":null,\"lamp\":null,\"sleepSeconds\":0}", settings);

            Assert.AreEqual(0, settings.Outputs.Count);
            Assert.IsTrue(settings.Trigger == null);
        }

        [TestMethod]
        public void AFaultIsToldWithItsPlace()
        {
            AssertFault("trigger", "{\"trigger\": {\"pin\": 2.5}}", "line 1, column 21: pin is 2.5;");
            AssertFault("trigger", "{\"trigger\":\n {\"pin\": 49}}", "line 2, column 2: pin is 49; it must be 0..48.");
            AssertFault("trigger", "{\"trigger\": {}}", "line 1, column 13: pin is missing;");
            AssertFault(
                "trigger", "{\"trigger\": {\"pin\":1,\"edge\":\"up\"}}",
                "line 1, column 29: edge must be rising,");
            AssertFault(
                "lamp", "{\"lamp\": {\"pin\":1,\"label\":\"x\"}}",
                "line 1, column 19: There is no label here;");
            AssertFault(
                "lamp", "{\"lamp\": {\"pin\":1,\"milliseconds\":-1}}",
                "line 1, column 10: milliseconds is -1;");
            AssertFault("outputs", "{\"outputs\": [{\"pin\":1,\"label\":\"a\"} {}]}", "line 1, column 36: ',' or ']'");
            AssertFault(
                "outputs", "{\"outputs\": [\n{\"pin\":1}]}",
                "line 2, column 1: The output at pin 1 has no label;");
            AssertFault(
                "outputs", "{\"outputs\": [{\"pin\":1,\"label\":\"a\"},]}",
                "line 1, column 36: an object is expected");
            AssertFault("outputs", "{\"outputs\": [{\"pin\":1,\"label\":\"a\"}", "line 1, column 35: ',' or ']'");
        }

        [TestMethod]
        public void NineOutputsAreTooMany()
        {
            string nine = string.Empty;
            for (int i = 0; i < 9; i++)
            {
                nine += (i == 0 ? string.Empty : ",") + "{\"pin\":1,\"label\":\"a\"}";
            }

            AssertFault("outputs", "{\"outputs\":[" + nine + "]}", "line 1, column 189: outputs has 9 pins;");
        }

        [TestMethod]
        public void APinOfTheBoardIsRefused()
        {
            AssertFault("lamp", "{\"lamp\":{\"pin\":15}}", "line 1, column 9: Pin 15 is the camera's on esp32-s3-eye.");
            AssertFault("lamp", "{\"lamp\":{\"pin\":26}}", "line 1, column 9: Pin 26 belongs to flash or PSRAM");
            AssertFault("lamp", "{\"lamp\":{\"pin\":37}}", "line 1, column 9: Pin 37 belongs to flash or PSRAM");
            AssertFault("lamp", "{\"lamp\":{\"pin\":24}}", "line 1, column 9: Pin 24 is not there");
            SettingsReader.Read("{\"lamp\":{\"pin\":9},\"board\":\"xiao-esp32s3-sense\"}", new NodeSettings());
            AssertFault(
                "lamp", "{\"board\":\"xiao-esp32s3-sense\",\"lamp\":{\"pin\":9},\"outputs\":[]\n,\"ledPin\":9}",
                "line 1, column 38: Pin 9 is used twice; it is ledPin too");
        }

        [TestMethod]
        public void APinIsUsedOnce()
        {
            AssertFault(
                "outputs", "{\"trigger\":{\"pin\":1},\n\"outputs\":[{\"pin\":1,\"label\":\"a\"}]}",
                "line 2, column 11: Pin 1 is used twice; give each use its own.");
            AssertFault(
                "outputs", "{\"outputs\":[{\"pin\":1,\"label\":\"a\"},{\"pin\":1,\"label\":\"b\"}]}",
                "line 1, column 12: Pin 1 is used twice;");
        }

        [TestMethod]
        public void AWakingPinIsAnRtcPin()
        {
            SettingsReader.Read("{\"trigger\":{\"pin\":41}}", new NodeSettings());
            AssertFault(
                "trigger", "{\"trigger\":{\"pin\":41},\"sleepSeconds\":60}",
                "line 1, column 12: Pin 41 cannot end a sleep; an RTC pin can: 0..21.");
        }

        [TestMethod]
        public void ADelicatePinIsWarnedOf()
        {
            FakeClock clock = new FakeClock();
            NodeSettings settings = new NodeSettings { Lamp = new OutputPin(45, string.Empty, 0) };
            settings.Check();

            Assert.AreEqual(
                "Pin 45 sets how the chip starts: see that nothing at it disturbs that.",
                new PinBoard(settings, new FakePins(clock), clock).Problem);
        }

        private static void AssertFault(string key, string json, string message)
        {
            string found = string.Empty;
            string name = string.Empty;
            try
            {
                SettingsReader.Read(json, new NodeSettings());
            }
            catch (SettingsException e)
            {
                found = e.Message;
                name = e.Key;
            }

            Assert.AreEqual(message, found.Length < message.Length ? found : found.Substring(0, message.Length));
            Assert.AreEqual(key, name);
        }
    }
}
