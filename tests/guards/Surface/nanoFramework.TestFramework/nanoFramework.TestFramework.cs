// nanoFramework.TestFramework 3.0.80: public and protected members of nanoFramework.TestFramework.dll, without generic members, which CLR 1.17 cannot
// run. A reference assembly: what compiles against it uses nothing else. Facts, read from the library's metadata; one
// member a line. tests/guards/README.md says how to renew or extend it.
[assembly: System.Reflection.AssemblyVersion("3.0.80.0")]

namespace TestFrameworkShared
{
    public class AssertFailedException : global::System.Exception
    {
        public AssertFailedException(string msg, global::System.Exception ex) => throw null;
        public AssertFailedException(string msg) => throw null;
        public AssertFailedException() => throw null;
    }
}

namespace nanoFramework.TestFramework
{
    public sealed class Assert
    {
        public Assert() => throw null;
        public static void AreNotSame(object notExpected, object actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void AreSame(object expected, object actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void Contains(string expected, string value, [global::System.Runtime.CompilerServices.CallerArgumentExpression("value")] string message = "") => throw null;
        public static void DoesNotContains(string notExpected, string value, [global::System.Runtime.CompilerServices.CallerArgumentExpression("value")] string message = "") => throw null;
        public static void EndsWith(string expected, string value, [global::System.Runtime.CompilerServices.CallerArgumentExpression("value")] string message = "") => throw null;
        public static void IsFalse(bool condition, [global::System.Runtime.CompilerServices.CallerArgumentExpression("condition")] string message = "") => throw null;
        public static void IsInstanceOfType(object value, global::System.Type expected, [global::System.Runtime.CompilerServices.CallerArgumentExpression("value")] string message = "") => throw null;
        public static void IsNotInstanceOfType(object value, global::System.Type notExpected, [global::System.Runtime.CompilerServices.CallerArgumentExpression("value")] string message = "") => throw null;
        public static void IsNotNull(object value, [global::System.Runtime.CompilerServices.CallerArgumentExpression("value")] string message = "") => throw null;
        public static void IsNull(object value, [global::System.Runtime.CompilerServices.CallerArgumentExpression("value")] string message = "") => throw null;
        public static void IsTrue(bool condition, [global::System.Runtime.CompilerServices.CallerArgumentExpression("condition")] string message = "") => throw null;
        public static void SkipTest(string message = null) => throw null;
        public static void StartsWith(string expected, string value, [global::System.Runtime.CompilerServices.CallerArgumentExpression("value")] string message = "") => throw null;
        public static void ThrowsException(global::System.Type exception, global::System.Action action, [global::System.Runtime.CompilerServices.CallerArgumentExpression("action")] string message = "") => throw null;
        public static void AreEqual(bool expected, bool actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void AreEqual(byte expected, byte actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void AreEqual(char expected, char actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void AreEqual(global::System.DateTime expected, global::System.DateTime actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void AreEqual(double expected, double actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void AreEqual(float expected, float actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void AreEqual(int expected, int actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void AreEqual(long expected, long actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void AreEqual(object expected, object actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void AreEqual(sbyte expected, sbyte actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void AreEqual(short expected, short actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void AreEqual(string expected, string actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void AreEqual(uint expected, uint actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void AreEqual(ulong expected, ulong actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void AreEqual(ushort expected, ushort actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void AreNotEqual(bool notExpected, bool actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void AreNotEqual(byte notExpected, byte actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void AreNotEqual(char notExpected, char actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void AreNotEqual(global::System.DateTime notExpected, global::System.DateTime actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void AreNotEqual(double notExpected, double actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void AreNotEqual(float notExpected, float actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void AreNotEqual(long notExpected, long actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void AreNotEqual(int notExpected, int actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void AreNotEqual(object notExpected, object actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void AreNotEqual(sbyte notExpected, sbyte actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void AreNotEqual(short notExpected, short actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void AreNotEqual(string notExpected, string actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void AreNotEqual(uint notExpected, uint actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void AreNotEqual(ulong notExpected, ulong actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        public static void AreNotEqual(ushort notExpected, ushort actual, [global::System.Runtime.CompilerServices.CallerArgumentExpression("actual")] string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the method with the same name in CollectionAssert class.")]
        public static void Empty(global::System.Collections.ICollection collection, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreEqual.")]
        public static void Equal(global::System.Array expected, global::System.Array actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreEqual.")]
        public static void Equal(bool expected, bool actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreEqual.")]
        public static void Equal(byte expected, byte actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreEqual.")]
        public static void Equal(char expected, char actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreEqual.")]
        public static void Equal(global::System.DateTime expected, global::System.DateTime actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreEqual.")]
        public static void Equal(double expected, double actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreEqual.")]
        public static void Equal(float expected, float actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreEqual.")]
        public static void Equal(int expected, int actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreEqual.")]
        public static void Equal(long expected, long actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreEqual.")]
        public static void Equal(sbyte expected, sbyte actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreEqual.")]
        public static void Equal(short expected, short actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreEqual.")]
        public static void Equal(string expected, string actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreEqual.")]
        public static void Equal(uint expected, uint actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreEqual.")]
        public static void Equal(ulong expected, ulong actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreEqual.")]
        public static void Equal(ushort expected, ushort actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method IsFalse.")]
        public static void False(bool condition, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method IsNotInstanceOfType.")]
        public static void IsNotType(global::System.Type wrongType, object value, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method IsInstanceOfType.")]
        public static void IsType(global::System.Type expectedType, object value, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the method with the same name in CollectionAssert class.")]
        public static void NotEmpty(global::System.Collections.ICollection collection, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreNotEqual.")]
        public static void NotEqual(global::System.Array notExpected, global::System.Array actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreNotEqual.")]
        public static void NotEqual(bool notExpected, bool actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreNotEqual.")]
        public static void NotEqual(byte notExpected, byte actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreNotEqual.")]
        public static void NotEqual(char notExpected, char actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreNotEqual.")]
        public static void NotEqual(global::System.DateTime notExpected, global::System.DateTime actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreNotEqual.")]
        public static void NotEqual(double notExpected, double actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreNotEqual.")]
        public static void NotEqual(float notExpected, float actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreNotEqual.")]
        public static void NotEqual(int notExpected, int actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreNotEqual.")]
        public static void NotEqual(long notExpected, long actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreNotEqual.")]
        public static void NotEqual(sbyte notExpected, sbyte actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreNotEqual.")]
        public static void NotEqual(short notExpected, short actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreNotEqual.")]
        public static void NotEqual(string notExpected, string actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreNotEqual.")]
        public static void NotEqual(uint notExpected, uint actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreNotEqual.")]
        public static void NotEqual(ulong notExpected, ulong actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreNotEqual.")]
        public static void NotEqual(ushort notExpected, ushort actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method IsNotNull.")]
        public static void NotNull(object value, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreNotSame.")]
        public static void NotSame(object notExpected, object actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method IsNull.")]
        public static void Null(object value, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method AreSame.")]
        public static void Same(object expected, object actual, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method ThrowsException.")]
        public static void Throws(global::System.Type exceptionType, global::System.Action action, string message = "") => throw null;
        [global::System.Obsolete("This method is deprecated and will be removed in a future version. Use the new method IsTrue.")]
        public static void True(bool condition, string message = "") => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)64, AllowMultiple = false)]
    public class CleanupAttribute : global::System.Attribute
    {
        public CleanupAttribute() => throw null;
    }

    public sealed class CollectionAssert
    {
        public CollectionAssert() => throw null;
        public static void Empty(global::System.Collections.ICollection collection, string message = "") => throw null;
        public static void NotEmpty(global::System.Collections.ICollection collection, string message = "") => throw null;
        public static void AreEqual(global::System.Collections.ICollection expected, global::System.Collections.ICollection actual, string message = "") => throw null;
        public static void AreNotEqual(global::System.Collections.ICollection notExpected, global::System.Collections.ICollection actual, string message = "") => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)64, AllowMultiple = true)]
    public class DataRowAttribute : global::System.Attribute
    {
        public object[] MethodParameters { get => throw null; }
        public DataRowAttribute(params object[] methodParameters) => throw null;
    }

    public static class Helper
    {
        public static object[] RemoveTestMethodIfDataRowExists(object[] attribs) => throw null;
    }

    public static class OutputHelper
    {
        public static void Write(string message) => throw null;
        public static void WriteLine(string message) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)64, AllowMultiple = false)]
    public class SetupAttribute : global::System.Attribute
    {
        public SetupAttribute() => throw null;
    }

    public class SkipTestException : global::System.Exception
    {
        public SkipTestException(string message = null, global::System.Exception innerException = null) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)4, AllowMultiple = false)]
    public class TestClassAttribute : global::System.Attribute
    {
        public TestClassAttribute() => throw null;
        public virtual global::nanoFramework.TestFramework.TestMethodAttribute GetTestMethodAttribute(global::nanoFramework.TestFramework.TestMethodAttribute testMethodAttribute) => throw null;
    }

    public static class TestExtensions
    {
        public static bool SequenceEqual(this global::System.Array a, global::System.Array b) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)64, AllowMultiple = false)]
    public class TestMethodAttribute : global::System.Attribute
    {
        public TestMethodAttribute() => throw null;
    }
}
