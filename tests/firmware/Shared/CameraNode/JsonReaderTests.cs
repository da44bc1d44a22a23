using System;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace CameraNode.Tests
{
    [TestClass]
    public class JsonReaderTests
    {
        [TestMethod]
        public void TextsAreReadWithTheirEscapes()
        {
            JsonReader json = new JsonReader("{\"a\" : \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\uD83D\\uDE00K\u00e4se\"}");
            Assert.AreEqual("a", json.NextName());
            Assert.AreEqual("\"\\/\b\f\n\r\t\u00e4\ud83d\ude00K\u00e4se", json.ReadText());
            Assert.IsTrue(json.NextName() == null);
        }

        [TestMethod]
        public void AnEmptyObjectHasNoNames()
        {
            Assert.IsTrue(new JsonReader(" { } ").NextName() == null);
            Assert.IsTrue(new JsonReader("\ufeff{}").NextName() == null);
        }

        [TestMethod]
        public void WholeNumbersAreRead()
        {
            Assert.AreEqual(0, Value("0").ReadWhole());
            Assert.AreEqual(-17, Value("-17").ReadWhole());
            Assert.AreEqual(2147483647, Value("2147483647").ReadWhole());
        }

        [TestMethod]
        public void NumbersAreRead()
        {
            Assert.IsTrue(Value("0.25").ReadNumber() == 0.25);
            Assert.IsTrue(Value("1").ReadNumber() == 1);
            Assert.IsTrue(Value("-0.5").ReadNumber() == -0.5);
            Assert.IsTrue(Value("25e-2").ReadNumber() == 0.25);
        }

        [TestMethod]
        public void WordsAreRead()
        {
            Assert.IsTrue(Value("true").ReadFlag());
            Assert.IsFalse(Value("false").ReadFlag());
            Assert.IsTrue(Value("null").TryReadNull());
            Assert.IsFalse(Value("nullify").TryReadNull());
        }

        [TestMethod]
        public void ArraysAreReadItemByItem()
        {
            JsonReader json = new JsonReader("{\"a\": [ \"x\" , \"y\"], \"b\":[], \"c\":1}");
            json.NextName();
            json.BeginArray();
            Assert.IsTrue(json.NextItem());
            Assert.AreEqual("x", json.ReadText());
            Assert.IsTrue(json.NextItem());
            Assert.AreEqual("y", json.ReadText());
            Assert.IsFalse(json.NextItem());
            Assert.AreEqual("b", json.NextName());
            json.BeginArray();
            Assert.IsFalse(json.NextItem());
            Assert.AreEqual("c", json.NextName());
            Assert.AreEqual(1, json.ReadWhole());
            Assert.AreEqual(33, json.Position);
            Assert.IsTrue(json.NextName() == null);
        }

        [TestMethod]
        public void WrongArraysAreFaults()
        {
            AssertBadArray("1", 7, "an array is expected here as the value of a, not a number.");
            AssertBadArray("[\"x\" \"y\"]", 12, "',' or ']' is expected here as the value of a, not a text.");
            AssertBadArray("[\"x\",]", 12, "a text in quotes is expected here as the value of a, not ']'.");
            AssertBadArray("[,\"x\"]", 8, "a text in quotes is expected here as the value of a, not ','.");
            AssertBadArray("[\"x\"", 11, "',' or ']' is expected here as the value of a, not the end of the text.");
            AssertBadArray("[1]", 8, "a text in quotes is expected here as the value of a, not a number.");
        }

        [TestMethod]
        public void FaultsHaveAPlace()
        {
            AssertFault("", 1, 1, "'{' is expected here, not the end of the text.");
            AssertFault("[1]", 1, 1, "'{' is expected here, not an array.");
            AssertFault("{\n  \"a\": 1,\n  b: 2}", 3, 3, "a name in quotes is expected here, not something else.");
            AssertFault("{\"a\" 1}", 1, 6, "':' is expected here, not a number.");
            AssertFault("{\"a\": 1 \"b\": 2}", 1, 9, "',' or '}' is expected here, not a text.");
            AssertFault("{\"a\": 1,}", 1, 9, "a name in quotes is expected here, not '}'.");
            AssertFault("{\"a\": 1} x", 1, 10, "Nothing may follow the closing '}'.");
            AssertFault("{\"a\": 1", 1, 8, "',' or '}' is expected here, not the end of the text.");
            AssertFault("{,}", 1, 2, "a name in quotes is expected here, not ','.");
        }

        [TestMethod]
        public void WrongNumbersAreFaults()
        {
            AssertWrong("01", "a is no number as JSON writes it.");
            AssertWrong("1x", "a is no number as JSON writes it.");
            AssertWrong("1.2.3", "a is no number as JSON writes it.");
            AssertWrong("1.", "a is no number as JSON writes it.");
            AssertWrong("-", "a is no number as JSON writes it.");
            AssertWrong("+1", "a whole number is expected here as the value of a, not something else.");
            AssertWrong("1.5", "a is 1.5; it must be a whole number.");
            AssertWrong("1e3", "a is 1e3; it must be a whole number.");
            AssertWrong("2147483648", "a is 2147483648; that is too large.");
            AssertWrong("99999999999999999999999", "a is 99999999999999999999999; that is too large.");
            AssertWrong("\"1\"", "a whole number is expected here as the value of a, not a text.");
            AssertWrong("{}", "a whole number is expected here as the value of a, not an object.");
            AssertWrong("[1]", "a whole number is expected here as the value of a, not an array.");
        }

        /// <summary>What stands in quotes may be a password: no fault repeats it.</summary>
        [TestMethod]
        public void WrongTextsAreFaultsThatTellNothing()
        {
            AssertBadText("\"secret", 15, "The text ends within quotes.");
            AssertBadText(
                "\"sec\nret\"", 11, "A line break or control character within quotes; write it as \\n or \\u00XX.");
            AssertBadText("\"sec\\xet\"", 11, "JSON has no such escape; a backslash itself is \\\\.");
            AssertBadText("\"sec\\u12g4\"", 15, "\\u needs four hexadecimal digits.");
            AssertBadText("secret", 7, "a text in quotes is expected here as the value of a, not something else.");
        }

        private static void AssertBadArray(string value, int column, string message)
        {
            JsonReader json = new JsonReader("{\"a\": " + value);
            json.NextName();
            JsonReaderException e = (JsonReaderException)Throws.Exception(typeof(JsonReaderException), () =>
            {
                json.BeginArray();
                while (json.NextItem())
                {
                    json.ReadText();
                }
            });
            Assert.AreEqual("line 1, column " + column + ": " + message, e.Message);
        }

        private static JsonReader Value(string text)
        {
            JsonReader json = new JsonReader("{\"a\": " + text + "}");
            json.NextName();
            return json;
        }

        private static void AssertFault(string text, int line, int column, string message)
        {
            JsonReaderException e =
                (JsonReaderException)Throws.Exception(typeof(JsonReaderException), () => ReadAll(text));
            Assert.AreEqual("line " + line + ", column " + column + ": " + message, e.Message);
            Assert.AreEqual(line, e.Line);
            Assert.AreEqual(column, e.Column);
        }

        private static void ReadAll(string text)
        {
            JsonReader json = new JsonReader(text);
            while (json.NextName() != null)
            {
                json.ReadWhole();
            }
        }

        private static void AssertWrong(string number, string message)
        {
            Exception e = Throws.Exception(typeof(JsonReaderException), () => ReadAll("{\"a\": " + number + "}"));
            Assert.AreEqual("line 1, column 7: " + message, e.Message);
        }

        private static void AssertBadText(string text, int column, string message)
        {
            JsonReader json = Value(text);
            JsonReaderException e =
                (JsonReaderException)Throws.Exception(typeof(JsonReaderException), () => json.ReadText());
            Assert.IsTrue(e.Message.EndsWith(": " + message));
            Assert.AreEqual(column, e.Column);
            Assert.AreEqual("a", e.Name);
        }
    }
}
