// nanoFramework.CoreLibrary 1.17.11: public and protected members of mscorlib.dll, without generic members, which CLR 1.17 cannot
// run. A reference assembly: what compiles against it uses nothing else. Facts, read from the library's metadata; one
// member a line. tests/guards/README.md says how to renew or extend it.
[assembly: System.Reflection.AssemblyVersion("1.17.11.0")]

namespace System
{
    public delegate void Action();

    public class AppDomainUnloadedException : global::System.SystemException
    {
        public AppDomainUnloadedException() => throw null;
        public AppDomainUnloadedException(string message) => throw null;
        public AppDomainUnloadedException(string message, global::System.Exception innerException) => throw null;
    }

    public class ApplicationException : global::System.Exception
    {
        public ApplicationException() => throw null;
        public ApplicationException(string message) => throw null;
        public ApplicationException(string message, global::System.Exception innerException) => throw null;
    }

    public class ArgumentException : global::System.SystemException
    {
        public override string Message { get => throw null; }
        public virtual string ParamName { get => throw null; }
        public ArgumentException() => throw null;
        public ArgumentException(string message) => throw null;
        public ArgumentException(string message, global::System.Exception innerException) => throw null;
        public ArgumentException(string message, string paramName) => throw null;
        public ArgumentException(string message, string paramName, global::System.Exception innerException) => throw null;
        public static void ThrowIfNullOrEmpty(string argument, [global::System.Runtime.CompilerServices.CallerArgumentExpression("argument")] string paramName = null) => throw null;
    }

    public class ArgumentNullException : global::System.ArgumentException
    {
        public ArgumentNullException() => throw null;
        public ArgumentNullException(string paramName) => throw null;
        public ArgumentNullException(string message, global::System.Exception innerException) => throw null;
        public ArgumentNullException(string paramName, string message) => throw null;
        public static void ThrowIfNull(object argument, [global::System.Runtime.CompilerServices.CallerArgumentExpression("argument")] string paramName = null) => throw null;
    }

    public class ArgumentOutOfRangeException : global::System.ArgumentException
    {
        public ArgumentOutOfRangeException() => throw null;
        public ArgumentOutOfRangeException(string paramName) => throw null;
        public ArgumentOutOfRangeException(string paramName, string message) => throw null;
    }

    public abstract class Array : global::System.ICloneable, global::System.Collections.IList, global::System.Collections.ICollection, global::System.Collections.IEnumerable
    {
        public int Length { get => throw null; }
        int global::System.Collections.ICollection.Count { get => throw null; }
        public object SyncRoot { get => throw null; }
        public bool IsReadOnly { get => throw null; }
        public bool IsFixedSize { get => throw null; }
        public bool IsSynchronized { get => throw null; }
        object global::System.Collections.IList.this[int index] { get => throw null; set => throw null; }
        protected Array() => throw null;
        public static global::System.Array CreateInstance(global::System.Type elementType, int length) => throw null;
        public static void Copy(global::System.Array sourceArray, global::System.Array destinationArray, int length) => throw null;
        public static void Copy(global::System.Array sourceArray, int sourceIndex, global::System.Array destinationArray, int destinationIndex, int length) => throw null;
        public static void Clear(global::System.Array array, int index, int length) => throw null;
        public object GetValue(int index) => throw null;
        int global::System.Collections.IList.Add(object value) => throw null;
        bool global::System.Collections.IList.Contains(object value) => throw null;
        void global::System.Collections.IList.Clear() => throw null;
        int global::System.Collections.IList.IndexOf(object value) => throw null;
        void global::System.Collections.IList.Insert(int index, object value) => throw null;
        void global::System.Collections.IList.Remove(object value) => throw null;
        void global::System.Collections.IList.RemoveAt(int index) => throw null;
        public object Clone() => throw null;
        public static int BinarySearch(global::System.Array array, object value, global::System.Collections.IComparer comparer) => throw null;
        public static int BinarySearch(global::System.Array array, int index, int length, object value, global::System.Collections.IComparer comparer) => throw null;
        public void CopyTo(global::System.Array array, int index) => throw null;
        public global::System.Collections.IEnumerator GetEnumerator() => throw null;
        public static int IndexOf(global::System.Array array, object value) => throw null;
        public static int IndexOf(global::System.Array array, object value, int startIndex) => throw null;
        public static int IndexOf(global::System.Array array, object value, int startIndex, int count) => throw null;
    }

    public delegate void AsyncCallback(global::System.IAsyncResult ar);

    [global::System.AttributeUsage((global::System.AttributeTargets)16383)]
    public abstract class Attribute
    {
        protected Attribute() => throw null;
    }

    [global::System.Flags]
    public enum AttributeTargets
    {
        Assembly = 1,
        Module = 2,
        Class = 4,
        Struct = 8,
        Enum = 16,
        Constructor = 32,
        Method = 64,
        Property = 128,
        Field = 256,
        Event = 512,
        Interface = 1024,
        Parameter = 2048,
        Delegate = 4096,
        ReturnValue = 8192,
        All = 16383,
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)4)]
    public sealed class AttributeUsageAttribute : global::System.Attribute
    {
        public global::System.AttributeTargets ValidOn { get => throw null; }
        public bool AllowMultiple { get => throw null; set => throw null; }
        public bool Inherited { get => throw null; set => throw null; }
        public AttributeUsageAttribute(global::System.AttributeTargets validOn) => throw null;
    }

    [global::System.Flags]
    public enum Base64FormattingOptions
    {
        None = 0,
        InsertLineBreaks = 1,
    }

    public static class BitConverter
    {
        public static bool IsLittleEndian { get => throw null; }
        public static long DoubleToInt64Bits(double value) => throw null;
        public static byte[] GetBytes(bool value) => throw null;
        public static byte[] GetBytes(char value) => throw null;
        public static byte[] GetBytes(double value) => throw null;
        public static byte[] GetBytes(float value) => throw null;
        public static byte[] GetBytes(int value) => throw null;
        public static byte[] GetBytes(long value) => throw null;
        public static byte[] GetBytes(short value) => throw null;
        public static byte[] GetBytes(uint value) => throw null;
        public static byte[] GetBytes(ulong value) => throw null;
        public static byte[] GetBytes(ushort value) => throw null;
        public static double Int64BitsToDouble(long value) => throw null;
        public static bool ToBoolean(byte[] value, int startIndex) => throw null;
        public static char ToChar(byte[] value, int startIndex) => throw null;
        public static double ToDouble(byte[] value, int startIndex) => throw null;
        public static short ToInt16(byte[] value, int startIndex) => throw null;
        public static int ToInt32(byte[] value, int startIndex) => throw null;
        public static long ToInt64(byte[] value, int startIndex) => throw null;
        public static float ToSingle(byte[] value, int startIndex) => throw null;
        public static string ToString(byte[] value) => throw null;
        public static string ToString(byte[] value, int startIndex) => throw null;
        public static string ToString(byte[] value, int startIndex, int length) => throw null;
        public static ushort ToUInt16(byte[] value, int startIndex) => throw null;
        public static uint ToUInt32(byte[] value, int startIndex) => throw null;
        public static ulong ToUInt64(byte[] value, int startIndex) => throw null;
    }

    public struct Boolean
    {
        public static readonly string FalseString;
        public static readonly string TrueString;
        private bool _m_value;
        public override string ToString() => throw null;
    }

    public struct Byte
    {
        public const byte MaxValue = 255;
        public const byte MinValue = 0;
        private byte _m_value;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
        public static byte Parse(string s) => throw null;
        public static bool TryParse(string s, out byte result) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)16383)]
    public sealed class CLSCompliantAttribute : global::System.Attribute
    {
        public bool IsCompliant { get => throw null; }
        public CLSCompliantAttribute(bool isCompliant) => throw null;
    }

    public struct Char
    {
        public const char MaxValue = '\uffff';
        public const char MinValue = '\u0000';
        private char _m_value;
        public override string ToString() => throw null;
        public char ToLower() => throw null;
        public char ToUpper() => throw null;
    }

    public static class Console
    {
        public static void Write(string value) => throw null;
        public static void WriteLine() => throw null;
        public static void WriteLine(string value) => throw null;
    }

    public static class Convert
    {
        public static bool ToBoolean(byte value) => throw null;
        public static char ToChar(ushort value) => throw null;
        public static sbyte ToSByte(string value, int fromBase = 10) => throw null;
        public static byte ToByte(string value, int fromBase = 10) => throw null;
        public static byte ToByte(bool value) => throw null;
        public static global::System.DateTime ToDateTime(string value) => throw null;
        public static short ToInt16(string value, int fromBase = 10) => throw null;
        public static ushort ToUInt16(string value, int fromBase = 10) => throw null;
        public static int ToInt32(string value, int fromBase = 10) => throw null;
        public static uint ToUInt32(string value, int fromBase = 10) => throw null;
        public static long ToInt64(string value, int fromBase = 10) => throw null;
        public static ulong ToUInt64(string value, int fromBase = 10) => throw null;
        public static double ToDouble(string value) => throw null;
        public static float ToSingle(string value) => throw null;
        public static string ToBase64String(byte[] inArray) => throw null;
        public static string ToBase64String(byte[] inArray, global::System.Base64FormattingOptions options) => throw null;
        public static string ToBase64String(byte[] inArray, int offset, int length) => throw null;
        public static string ToBase64String(byte[] inArray, int offset, int length, global::System.Base64FormattingOptions options) => throw null;
        public static byte[] FromBase64String(string inString) => throw null;
        public static byte[] FromBase64CharArray(char[] inArray, int offset, int length) => throw null;
    }

    public sealed class DBNull
    {
        public static readonly global::System.DBNull Value;
        internal DBNull() => throw null;
    }

    public struct DateTime
    {
        public static readonly global::System.DateTime MinValue;
        public static readonly global::System.DateTime MaxValue;
        public static readonly global::System.DateTime UnixEpoch;
        private ulong _ticks;
        public global::System.DateTime Date { get => throw null; }
        public int Day { get => throw null; }
        public global::System.DayOfWeek DayOfWeek { get => throw null; }
        public int DayOfYear { get => throw null; }
        public int Hour { get => throw null; }
        public global::System.DateTimeKind Kind { get => throw null; }
        public int Millisecond { get => throw null; }
        public int Minute { get => throw null; }
        public int Month { get => throw null; }
        public static global::System.DateTime UtcNow { get => throw null; }
        public int Second { get => throw null; }
        public long Ticks { get => throw null; }
        public global::System.TimeSpan TimeOfDay { get => throw null; }
        public static global::System.DateTime Today { get => throw null; }
        public int Year { get => throw null; }
        public DateTime(long ticks) => throw null;
        public DateTime(long ticks, global::System.DateTimeKind kind) => throw null;
        public DateTime(int year, int month, int day) => throw null;
        public DateTime(int year, int month, int day, int hour, int minute, int second) => throw null;
        public DateTime(int year, int month, int day, int hour, int minute, int second, int millisecond) => throw null;
        public global::System.DateTime Add(global::System.TimeSpan val) => throw null;
        public global::System.DateTime AddDays(double val) => throw null;
        public global::System.DateTime AddHours(double val) => throw null;
        public global::System.DateTime AddMilliseconds(double val) => throw null;
        public global::System.DateTime AddMinutes(double val) => throw null;
        public global::System.DateTime AddSeconds(double val) => throw null;
        public global::System.DateTime AddTicks(long val) => throw null;
        public static int Compare(global::System.DateTime t1, global::System.DateTime t2) => throw null;
        public int CompareTo(object val) => throw null;
        public static int DaysInMonth(int year, int month) => throw null;
        public override bool Equals(object obj) => throw null;
        public static bool Equals(global::System.DateTime t1, global::System.DateTime t2) => throw null;
        public global::System.TimeSpan Subtract(global::System.DateTime val) => throw null;
        public global::System.DateTime Subtract(global::System.TimeSpan val) => throw null;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
        public static global::System.DateTime operator +(global::System.DateTime d, global::System.TimeSpan t) => throw null;
        public static global::System.DateTime operator -(global::System.DateTime d, global::System.TimeSpan t) => throw null;
        public static global::System.TimeSpan operator -(global::System.DateTime d1, global::System.DateTime d2) => throw null;
        public static bool operator ==(global::System.DateTime d1, global::System.DateTime d2) => throw null;
        public static bool operator !=(global::System.DateTime t1, global::System.DateTime t2) => throw null;
        public static bool operator <(global::System.DateTime t1, global::System.DateTime t2) => throw null;
        public static bool operator <=(global::System.DateTime t1, global::System.DateTime t2) => throw null;
        public static bool operator >(global::System.DateTime t1, global::System.DateTime t2) => throw null;
        public static bool operator >=(global::System.DateTime t1, global::System.DateTime t2) => throw null;
        public static global::System.DateTime FromUnixTimeSeconds(long seconds) => throw null;
        public long ToUnixTimeSeconds() => throw null;
        public override int GetHashCode() => throw null;
        public static global::System.DateTime Parse(string s) => throw null;
        public static bool TryParse(string s, out global::System.DateTime result) => throw null;
    }

    public enum DateTimeKind
    {
        Utc = 1,
        Local = 2,
    }

    public enum DayOfWeek
    {
        Sunday = 0,
        Monday = 1,
        Tuesday = 2,
        Wednesday = 3,
        Thursday = 4,
        Friday = 5,
        Saturday = 6,
    }

    public abstract class Delegate
    {
        public global::System.Reflection.MethodInfo Method { get => throw null; }
        public object Target { get => throw null; }
        protected Delegate() => throw null;
        public override bool Equals(object obj) => throw null;
        public static global::System.Delegate Combine(global::System.Delegate a, global::System.Delegate b) => throw null;
        public virtual global::System.Delegate[] GetInvocationList() => throw null;
        public static global::System.Delegate Remove(global::System.Delegate source, global::System.Delegate value) => throw null;
        public static bool operator ==(global::System.Delegate d1, global::System.Delegate d2) => throw null;
        public static bool operator !=(global::System.Delegate d1, global::System.Delegate d2) => throw null;
    }

    public struct Double
    {
        public const double MinValue = -1.7976931348623157E+308D;
        public const double MaxValue = 1.7976931348623157E+308D;
        public const double Epsilon = 5E-324D;
        public const double NegativeInfinity = -1.0 / 0.0;
        public const double PositiveInfinity = 1.0 / 0.0;
        public const double NaN = 0.0 / 0.0;
        private double _m_value;
        public int CompareTo(double value) => throw null;
        public static bool IsInfinity(double d) => throw null;
        public static bool IsNaN(double d) => throw null;
        public static bool IsNegativeInfinity(double d) => throw null;
        public static bool IsPositiveInfinity(double d) => throw null;
        public static double Parse(string s) => throw null;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
        public static bool TryParse(string s, out double result) => throw null;
    }

    public abstract class Enum
    {
        protected Enum() => throw null;
        public bool HasFlag(global::System.Enum flag) => throw null;
        public override string ToString() => throw null;
    }

    public class EventArgs
    {
        public static readonly global::System.EventArgs Empty;
        public EventArgs() => throw null;
    }

    public delegate void EventHandler(object sender, global::System.EventArgs e);

    public class Exception
    {
        protected int HResult;
        public virtual string Message { get => throw null; }
        public global::System.Exception InnerException { get => throw null; }
        public virtual string StackTrace { get => throw null; }
        public Exception() => throw null;
        public Exception(string message) => throw null;
        public Exception(string message, global::System.Exception innerException) => throw null;
        public override string ToString() => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)16)]
    public class FlagsAttribute : global::System.Attribute
    {
        public FlagsAttribute() => throw null;
    }

    public class FormatException : global::System.SystemException
    {
        public FormatException() => throw null;
        public FormatException(string message) => throw null;
        public FormatException(string message, global::System.Exception innerException) => throw null;
    }

    public static class GC
    {
        public static void WaitForPendingFinalizers() => throw null;
        public static void SuppressFinalize(object obj) => throw null;
        public static void ReRegisterForFinalize(object obj) => throw null;
    }

    public struct Guid
    {
        public static readonly global::System.Guid Empty;
        private object _data;
        public Guid(int a, short b, short c, byte d, byte e, byte f, byte g, byte h, byte i, byte j, byte k) => throw null;
        public Guid(uint a, ushort b, ushort c, byte d, byte e, byte f, byte g, byte h, byte i, byte j, byte k) => throw null;
        public Guid(byte[] b) => throw null;
        public Guid(string g) => throw null;
        public int CompareTo(object value) => throw null;
        public byte[] ToByteArray() => throw null;
        public override string ToString() => throw null;
        public override bool Equals(object o) => throw null;
        public override int GetHashCode() => throw null;
        public static global::System.Guid NewGuid() => throw null;
        [global::System.Obsolete("This will be renamed to TryParse in a future version.")]
        public static bool TryParseGuidWithDashes(string input, out global::System.Guid result) => throw null;
    }

    public interface IAsyncResult
    {
    }

    public interface ICloneable
    {
        object Clone();
    }

    public interface IComparable
    {
        int CompareTo(object obj);
    }

    public interface ICustomFormatter
    {
        string Format(string format, object arg, global::System.IFormatProvider formatProvider);
    }

    public interface IDisposable
    {
        void Dispose();
    }

    public interface IFormatProvider
    {
        object GetFormat(global::System.Type formatType);
    }

    public interface IFormattable
    {
        string ToString(string format, global::System.IFormatProvider formatProvider);
    }

    public class IndexOutOfRangeException : global::System.SystemException
    {
        public IndexOutOfRangeException() => throw null;
        public IndexOutOfRangeException(string message) => throw null;
        public IndexOutOfRangeException(string message, global::System.Exception innerException) => throw null;
    }

    public struct Int16
    {
        public const short MaxValue = 32767;
        public const short MinValue = -32768;
        private short _m_value;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
        public static short Parse(string s) => throw null;
        public static bool TryParse(string s, out short result) => throw null;
    }

    public struct Int32
    {
        public const int MaxValue = 2147483647;
        public const int MinValue = -2147483648;
        private int _m_value;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
        public static int Parse(string s) => throw null;
        public static bool TryParse(string s, out int result) => throw null;
    }

    public struct Int64
    {
        public const long MaxValue = 9223372036854775807L;
        public const long MinValue = -9223372036854775808L;
        private long _m_value;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
        public static long Parse(string s) => throw null;
        public static bool TryParse(string s, out long result) => throw null;
    }

    public struct IntPtr
    {
    }

    public class InvalidCastException : global::System.SystemException
    {
        public InvalidCastException() => throw null;
        public InvalidCastException(string message) => throw null;
        public InvalidCastException(string message, global::System.Exception innerException) => throw null;
    }

    public class InvalidOperationException : global::System.SystemException
    {
        public InvalidOperationException() => throw null;
        public InvalidOperationException(string message) => throw null;
        public InvalidOperationException(string message, global::System.Exception innerException) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)64)]
    public sealed class MTAThreadAttribute : global::System.Attribute
    {
        public MTAThreadAttribute() => throw null;
    }

    public abstract class MarshalByRefObject
    {
        protected MarshalByRefObject() => throw null;
    }

    public abstract class MulticastDelegate : global::System.Delegate
    {
        protected MulticastDelegate() => throw null;
        public static bool operator ==(global::System.MulticastDelegate d1, global::System.MulticastDelegate d2) => throw null;
        public static bool operator !=(global::System.MulticastDelegate d1, global::System.MulticastDelegate d2) => throw null;
        public override bool Equals(object obj) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)256)]
    public sealed class NonSerializedAttribute : global::System.Attribute
    {
        public NonSerializedAttribute() => throw null;
    }

    public class NotImplementedException : global::System.SystemException
    {
        public NotImplementedException() => throw null;
        public NotImplementedException(string message) => throw null;
        public NotImplementedException(string message, global::System.Exception innerException) => throw null;
    }

    public class NotSupportedException : global::System.SystemException
    {
        public NotSupportedException() => throw null;
        public NotSupportedException(string message) => throw null;
        public NotSupportedException(string message, global::System.Exception innerException) => throw null;
    }

    public class NullReferenceException : global::System.SystemException
    {
        public NullReferenceException() => throw null;
        public NullReferenceException(string message) => throw null;
        public NullReferenceException(string message, global::System.Exception innerException) => throw null;
    }

    public class Object
    {
        public Object() => throw null;
        public virtual string ToString() => throw null;
        public virtual bool Equals(object obj) => throw null;
        public static bool Equals(object objA, object objB) => throw null;
        public static bool ReferenceEquals(object objA, object objB) => throw null;
        public virtual int GetHashCode() => throw null;
        public global::System.Type GetType() => throw null;
        protected object MemberwiseClone() => throw null;
    }

    public class ObjectDisposedException : global::System.SystemException
    {
        public ObjectDisposedException() => throw null;
        public ObjectDisposedException(string message) => throw null;
        public ObjectDisposedException(string message, global::System.Exception innerException) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)6140, Inherited = false)]
    public sealed class ObsoleteAttribute : global::System.Attribute
    {
        public string Message { get => throw null; }
        public bool IsError { get => throw null; }
        public ObsoleteAttribute() => throw null;
        public ObsoleteAttribute(string message) => throw null;
        public ObsoleteAttribute(string message, bool error) => throw null;
    }

    public class OutOfMemoryException : global::System.SystemException
    {
        public OutOfMemoryException() => throw null;
        public OutOfMemoryException(string message) => throw null;
        public OutOfMemoryException(string message, global::System.Exception innerException) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)2048)]
    public sealed class ParamArrayAttribute : global::System.Attribute
    {
        public ParamArrayAttribute() => throw null;
    }

    public class PlatformNotSupportedException : global::System.NotSupportedException
    {
        public PlatformNotSupportedException() => throw null;
    }

    public class Random
    {
        public Random() => throw null;
        public Random(int seed) => throw null;
        public virtual int Next() => throw null;
        public virtual int Next(int maxValue) => throw null;
        public virtual double NextDouble() => throw null;
        public virtual void NextBytes(byte[] buffer) => throw null;
    }

    public struct RuntimeArgumentHandle
    {
    }

    public struct RuntimeFieldHandle
    {
    }

    public struct RuntimeMethodHandle
    {
    }

    public struct RuntimeTypeHandle
    {
    }

    public struct SByte
    {
        public const sbyte MaxValue = 127;
        public const sbyte MinValue = -128;
        private sbyte _m_value;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
        public static sbyte Parse(string s) => throw null;
        public static bool TryParse(string s, out sbyte result) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)64)]
    public sealed class STAThreadAttribute : global::System.Attribute
    {
        public STAThreadAttribute() => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)4124, Inherited = false)]
    public sealed class SerializableAttribute : global::System.Attribute
    {
        public SerializableAttribute() => throw null;
    }

    public struct Single
    {
        public const float MinValue = -3.4028235E+38F;
        public const float Epsilon = 1E-45F;
        public const float MaxValue = 3.4028235E+38F;
        public const float NegativeInfinity = -1.0f / 0.0f;
        public const float PositiveInfinity = 1.0f / 0.0f;
        public const float NaN = 0.0f / 0.0f;
        private float _m_value;
        public static bool IsInfinity(float f) => throw null;
        public static bool IsNaN(float f) => throw null;
        public static bool IsNegativeInfinity(float f) => throw null;
        public static bool IsPositiveInfinity(float f) => throw null;
        public int CompareTo(float value) => throw null;
        public static float Parse(string s) => throw null;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
        public static bool TryParse(string s, out float result) => throw null;
    }

    public readonly ref struct SpanByte
    {
        private readonly object _array;
        private readonly int _start;
        private readonly int _length;
        public byte this[int index] { get => throw null; set => throw null; }
        public static global::System.SpanByte Empty { get => throw null; }
        public int Length { get => throw null; }
        public bool IsEmpty { get => throw null; }
        public SpanByte(byte[] array) => throw null;
        public SpanByte(byte[] array, int start, int length) => throw null;
        public void CopyTo(global::System.SpanByte destination) => throw null;
        public global::System.SpanByte Slice(int start) => throw null;
        public global::System.SpanByte Slice(int start, int length) => throw null;
        public byte[] ToArray() => throw null;
        public static implicit operator global::System.SpanByte(byte[] array) => throw null;
    }

    public sealed class String : global::System.IComparable, global::System.Collections.IEnumerable
    {
        public static readonly string Empty;
        [global::System.Runtime.CompilerServices.IndexerName("Chars")]
        public char this[int index] { get => throw null; }
        public int Length { get => throw null; }
        public String(char[] value, int startIndex, int length) => throw null;
        public String(char[] value) => throw null;
        public String(char c, int count) => throw null;
        public global::System.Collections.IEnumerator GetEnumerator() => throw null;
        public override bool Equals(object obj) => throw null;
        public static bool Equals(string a, string b) => throw null;
        public static bool operator ==(string a, string b) => throw null;
        public static bool operator !=(string a, string b) => throw null;
        public char[] ToCharArray() => throw null;
        public char[] ToCharArray(int startIndex, int length) => throw null;
        public string[] Split(params char[] separator) => throw null;
        public string[] Split(char[] separator, int count) => throw null;
        public string Substring(int startIndex) => throw null;
        public string Substring(int startIndex, int length) => throw null;
        public string Trim(params char[] trimChars) => throw null;
        public string TrimStart(params char[] trimChars) => throw null;
        public string TrimEnd(params char[] trimChars) => throw null;
        public static int Compare(string strA, string strB) => throw null;
        public int CompareTo(object value) => throw null;
        public int CompareTo(string strB) => throw null;
        public int IndexOf(char value) => throw null;
        public int IndexOf(char value, int startIndex) => throw null;
        public int IndexOf(char value, int startIndex, int count) => throw null;
        public int IndexOfAny(char[] anyOf) => throw null;
        public int IndexOfAny(char[] anyOf, int startIndex) => throw null;
        public int IndexOfAny(char[] anyOf, int startIndex, int count) => throw null;
        public int IndexOf(string value) => throw null;
        public int IndexOf(string value, int startIndex) => throw null;
        public int IndexOf(string value, int startIndex, int count) => throw null;
        public int LastIndexOf(char value) => throw null;
        public int LastIndexOf(char value, int startIndex) => throw null;
        public int LastIndexOf(char value, int startIndex, int count) => throw null;
        public int LastIndexOfAny(char[] anyOf) => throw null;
        public int LastIndexOfAny(char[] anyOf, int startIndex) => throw null;
        public int LastIndexOfAny(char[] anyOf, int startIndex, int count) => throw null;
        public int LastIndexOf(string value) => throw null;
        public int LastIndexOf(string value, int startIndex) => throw null;
        public int LastIndexOf(string value, int startIndex, int count) => throw null;
        public string ToLower() => throw null;
        public string ToUpper() => throw null;
        public override string ToString() => throw null;
        public string Trim() => throw null;
        public static string Concat(object arg0) => throw null;
        public static string Concat(object arg0, object arg1) => throw null;
        public static string Concat(object arg0, object arg1, object arg2) => throw null;
        public static string Concat(params object[] args) => throw null;
        public static string Concat(string str0, string str1) => throw null;
        public static string Concat(string str0, string str1, string str2) => throw null;
        public static string Concat(string str0, string str1, string str2, string str3) => throw null;
        public static string Concat(params string[] values) => throw null;
        public static string Intern(string str) => throw null;
        public static string IsInterned(string str) => throw null;
        public static string Format(string format, params object[] args) => throw null;
        public string PadLeft(int totalWidth, char paddingChar = '\u0020') => throw null;
        public string PadRight(int totalWidth, char paddingChar = '\u0020') => throw null;
        public static bool IsNullOrEmpty(string value) => throw null;
        public bool Contains(string value) => throw null;
        public bool StartsWith(string value) => throw null;
        public bool EndsWith(string value) => throw null;
    }

    public class SystemException : global::System.Exception
    {
        public SystemException() => throw null;
        public SystemException(string message) => throw null;
        public SystemException(string message, global::System.Exception innerException) => throw null;
    }

    public struct TimeSpan
    {
        public const long TicksPerMillisecond = 10000L;
        public const long TicksPerSecond = 10000000L;
        public const long TicksPerMinute = 600000000L;
        public const long TicksPerHour = 36000000000L;
        public const long TicksPerDay = 864000000000L;
        public static readonly global::System.TimeSpan Zero;
        public static readonly global::System.TimeSpan MaxValue;
        public static readonly global::System.TimeSpan MinValue;
        private long _ticks;
        public long Ticks { get => throw null; }
        public int Days { get => throw null; }
        public int Hours { get => throw null; }
        public int Milliseconds { get => throw null; }
        public int Minutes { get => throw null; }
        public int Seconds { get => throw null; }
        public double TotalDays { get => throw null; }
        public double TotalHours { get => throw null; }
        public double TotalMilliseconds { get => throw null; }
        public double TotalMinutes { get => throw null; }
        public double TotalSeconds { get => throw null; }
        public TimeSpan(long ticks) => throw null;
        public TimeSpan(int hours, int minutes, int seconds) => throw null;
        public TimeSpan(int days, int hours, int minutes, int seconds) => throw null;
        public TimeSpan(int days, int hours, int minutes, int seconds, int milliseconds) => throw null;
        public global::System.TimeSpan Add(global::System.TimeSpan ts) => throw null;
        public static int Compare(global::System.TimeSpan t1, global::System.TimeSpan t2) => throw null;
        public int CompareTo(object value) => throw null;
        public global::System.TimeSpan Duration() => throw null;
        public override bool Equals(object value) => throw null;
        public static bool Equals(global::System.TimeSpan t1, global::System.TimeSpan t2) => throw null;
        public global::System.TimeSpan Negate() => throw null;
        public global::System.TimeSpan Subtract(global::System.TimeSpan ts) => throw null;
        public static global::System.TimeSpan FromTicks(long value) => throw null;
        public static global::System.TimeSpan FromMilliseconds(long value) => throw null;
        public static global::System.TimeSpan FromSeconds(long value) => throw null;
        public static global::System.TimeSpan FromMinutes(long value) => throw null;
        public static global::System.TimeSpan FromHours(long value) => throw null;
        public static global::System.TimeSpan FromDays(long value) => throw null;
        public override string ToString() => throw null;
        public static global::System.TimeSpan operator -(global::System.TimeSpan t) => throw null;
        public static global::System.TimeSpan operator -(global::System.TimeSpan t1, global::System.TimeSpan t2) => throw null;
        public static global::System.TimeSpan operator +(global::System.TimeSpan t) => throw null;
        public static global::System.TimeSpan operator +(global::System.TimeSpan t1, global::System.TimeSpan t2) => throw null;
        public static bool operator ==(global::System.TimeSpan t1, global::System.TimeSpan t2) => throw null;
        public static bool operator !=(global::System.TimeSpan t1, global::System.TimeSpan t2) => throw null;
        public static bool operator <(global::System.TimeSpan t1, global::System.TimeSpan t2) => throw null;
        public static bool operator <=(global::System.TimeSpan t1, global::System.TimeSpan t2) => throw null;
        public static bool operator >(global::System.TimeSpan t1, global::System.TimeSpan t2) => throw null;
        public static bool operator >=(global::System.TimeSpan t1, global::System.TimeSpan t2) => throw null;
        public override int GetHashCode() => throw null;
    }

    public class TimeoutException : global::System.SystemException
    {
        public TimeoutException() => throw null;
        public TimeoutException(string message) => throw null;
        public TimeoutException(string message, global::System.Exception innerException) => throw null;
    }

    public abstract class Type : global::System.Reflection.MemberInfo, global::System.Reflection.IReflect
    {
        public override global::System.Type DeclaringType { get => throw null; }
        public abstract global::System.Reflection.Assembly Assembly { get; }
        public abstract string FullName { get; }
        public abstract string AssemblyQualifiedName { get; }
        public abstract global::System.Type BaseType { get; }
        public bool IsNotPublic { get => throw null; }
        public bool IsPublic { get => throw null; }
        public bool IsClass { get => throw null; }
        public bool IsInterface { get => throw null; }
        public bool IsValueType { get => throw null; }
        public bool IsAbstract { get => throw null; }
        public bool IsEnum { get => throw null; }
        public bool IsSerializable { get => throw null; }
        public bool IsArray { get => throw null; }
        protected Type() => throw null;
        public static global::System.Type GetType(string typeName) => throw null;
        public object InvokeMember(string name, global::System.Reflection.BindingFlags invokeAttr, global::System.Reflection.Binder binder, object target, object[] args) => throw null;
        public static global::System.Type GetTypeFromHandle(global::System.RuntimeTypeHandle handle) => throw null;
        public global::System.Reflection.ConstructorInfo GetConstructor(global::System.Type[] types) => throw null;
        public global::System.Reflection.ConstructorInfo[] GetConstructors() => throw null;
        public global::System.Reflection.MethodInfo GetMethod(string name, global::System.Type[] types) => throw null;
        public global::System.Reflection.MethodInfo GetMethod(string name, global::System.Reflection.BindingFlags bindingAttr) => throw null;
        public global::System.Reflection.MethodInfo GetMethod(string name) => throw null;
        public global::System.Reflection.MethodInfo[] GetMethods() => throw null;
        public abstract global::System.Reflection.MethodInfo[] GetMethods(global::System.Reflection.BindingFlags bindingAttr);
        public abstract global::System.Reflection.FieldInfo GetField(string name, global::System.Reflection.BindingFlags bindingAttr);
        public global::System.Reflection.FieldInfo GetField(string name) => throw null;
        public global::System.Reflection.FieldInfo[] GetFields() => throw null;
        public abstract global::System.Reflection.FieldInfo[] GetFields(global::System.Reflection.BindingFlags bindingAttr);
        public abstract global::System.Type[] GetInterfaces();
        public abstract global::System.Type GetElementType();
        public virtual bool IsSubclassOf(global::System.Type c) => throw null;
        public virtual bool IsInstanceOfType(object o) => throw null;
        public override string ToString() => throw null;
    }

    public enum TypeCode
    {
        Empty = 0,
        Object = 1,
        DBNull = 2,
        Boolean = 3,
        Char = 4,
        SByte = 5,
        Byte = 6,
        Int16 = 7,
        UInt16 = 8,
        Int32 = 9,
        UInt32 = 10,
        Int64 = 11,
        UInt64 = 12,
        Single = 13,
        Double = 14,
        Decimal = 15,
        DateTime = 16,
        String = 18,
    }

    public struct TypedReference
    {
    }

    public struct UInt16
    {
        public const ushort MaxValue = 65535;
        public const ushort MinValue = 0;
        private ushort _m_value;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
        public static ushort Parse(string s) => throw null;
        public static bool TryParse(string s, out ushort result) => throw null;
    }

    public struct UInt32
    {
        public const uint MaxValue = 4294967295U;
        public const uint MinValue = 0U;
        private uint _m_value;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
        public static uint Parse(string s) => throw null;
        public static bool TryParse(string s, out uint result) => throw null;
    }

    public struct UInt64
    {
        public const ulong MaxValue = 18446744073709551615UL;
        public const ulong MinValue = 0UL;
        private ulong _m_value;
        public override string ToString() => throw null;
        public string ToString(string format) => throw null;
        public static ulong Parse(string s) => throw null;
        public static bool TryParse(string s, out ulong result) => throw null;
    }

    public struct UIntPtr
    {
    }

    public abstract class ValueType
    {
        protected ValueType() => throw null;
        public override bool Equals(object obj) => throw null;
    }

    public sealed class Version
    {
        public int Major { get => throw null; }
        public int Minor { get => throw null; }
        public int Revision { get => throw null; }
        public int Build { get => throw null; }
        public Version(int major, int minor, int build, int revision) => throw null;
        public Version(int major, int minor) => throw null;
        public override bool Equals(object obj) => throw null;
        public override string ToString() => throw null;
        public override int GetHashCode() => throw null;
    }

    public struct Void
    {
    }

    public class WeakReference
    {
        public virtual bool IsAlive { get => throw null; }
        public virtual object Target { get => throw null; set => throw null; }
        public WeakReference(object target) => throw null;
    }
}

namespace System.Collections
{
    public class ArrayList : global::System.Collections.IList, global::System.Collections.ICollection, global::System.Collections.IEnumerable, global::System.ICloneable
    {
        public virtual int Capacity { get => throw null; set => throw null; }
        public virtual int Count { get => throw null; }
        public virtual bool IsFixedSize { get => throw null; }
        public virtual bool IsReadOnly { get => throw null; }
        public virtual bool IsSynchronized { get => throw null; }
        public virtual object SyncRoot { get => throw null; }
        public virtual object this[int index] { get => throw null; set => throw null; }
        public ArrayList() => throw null;
        public virtual int Add(object value) => throw null;
        public virtual int BinarySearch(object value, global::System.Collections.IComparer comparer) => throw null;
        public virtual void Clear() => throw null;
        public virtual object Clone() => throw null;
        public virtual bool Contains(object value) => throw null;
        public virtual void CopyTo(global::System.Array array) => throw null;
        public virtual void CopyTo(global::System.Array array, int index) => throw null;
        public virtual global::System.Collections.IEnumerator GetEnumerator() => throw null;
        public virtual int IndexOf(object value) => throw null;
        public virtual int IndexOf(object value, int startIndex) => throw null;
        public virtual int IndexOf(object value, int startIndex, int count) => throw null;
        public virtual void Insert(int index, object value) => throw null;
        public virtual void Remove(object value) => throw null;
        public virtual void RemoveAt(int index) => throw null;
        public virtual object[] ToArray() => throw null;
        public virtual global::System.Array ToArray(global::System.Type type) => throw null;
    }

    public interface ICollection : global::System.Collections.IEnumerable
    {
        int Count { get; }
        object SyncRoot { get; }
        bool IsSynchronized { get; }
        void CopyTo(global::System.Array array, int index);
    }

    public interface IComparer
    {
        int Compare(object x, object y);
    }

    public interface IEnumerable
    {
        global::System.Collections.IEnumerator GetEnumerator();
    }

    public interface IEnumerator
    {
        object Current { get; }
        bool MoveNext();
        void Reset();
    }

    public interface IEqualityComparer
    {
        bool Equals(object x, object y);
        int GetHashCode(object obj);
    }

    public interface IList : global::System.Collections.ICollection, global::System.Collections.IEnumerable
    {
        object this[int index] { get; set; }
        bool IsReadOnly { get; }
        bool IsFixedSize { get; }
        int Add(object value);
        bool Contains(object value);
        void Clear();
        int IndexOf(object value);
        void Insert(int index, object value);
        void Remove(object value);
        void RemoveAt(int index);
    }
}

namespace System.ComponentModel
{
    [global::System.AttributeUsage((global::System.AttributeTargets)6140)]
    public sealed class EditorBrowsableAttribute : global::System.Attribute
    {
        public global::System.ComponentModel.EditorBrowsableState State { get => throw null; }
        public EditorBrowsableAttribute() => throw null;
        public EditorBrowsableAttribute(global::System.ComponentModel.EditorBrowsableState state) => throw null;
        public override bool Equals(object obj) => throw null;
    }

    public enum EditorBrowsableState
    {
        Always = 0,
        Never = 1,
        Advanced = 2,
    }
}

namespace System.Diagnostics
{
    [global::System.AttributeUsage((global::System.AttributeTargets)64, AllowMultiple = true)]
    public sealed class ConditionalAttribute : global::System.Attribute
    {
        public string ConditionString { get => throw null; }
        public ConditionalAttribute(string conditionString) => throw null;
    }

    public static class Debug
    {
        [global::System.Diagnostics.Conditional("DEBUG")]
        public static void Assert(bool condition) => throw null;
        [global::System.Diagnostics.Conditional("DEBUG")]
        public static void Assert(bool condition, string message) => throw null;
        [global::System.Diagnostics.Conditional("DEBUG")]
        public static void Assert(bool condition, string message, string detailedMessage) => throw null;
        [global::System.Diagnostics.Conditional("DEBUG")]
        public static void Write(string message) => throw null;
        [global::System.Diagnostics.Conditional("DEBUG")]
        public static void WriteLine() => throw null;
        [global::System.Diagnostics.Conditional("DEBUG")]
        public static void WriteLine(string message) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)3)]
    public sealed class DebuggableAttribute : global::System.Attribute
    {
        public bool IsJITTrackingEnabled { get => throw null; }
        public bool IsJITOptimizerDisabled { get => throw null; }
        public global::System.Diagnostics.DebuggableAttribute.DebuggingModes DebuggingFlags { get => throw null; }
        public DebuggableAttribute(bool isJITTrackingEnabled, bool isJITOptimizerDisabled) => throw null;
        public DebuggableAttribute(global::System.Diagnostics.DebuggableAttribute.DebuggingModes modes) => throw null;
        [global::System.Flags]
        public enum DebuggingModes
        {
            None = 0,
            Default = 1,
            DisableOptimizations = 256,
            IgnoreSymbolStoreSequencePoints = 2,
            EnableEditAndContinue = 4,
        }
    }

    public static class Debugger
    {
        public static bool IsAttached { get => throw null; }
        public static void Break() => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)384)]
    public sealed class DebuggerBrowsableAttribute : global::System.Attribute
    {
        public global::System.Diagnostics.DebuggerBrowsableState State { get => throw null; }
        public DebuggerBrowsableAttribute(global::System.Diagnostics.DebuggerBrowsableState state) => throw null;
    }

    public enum DebuggerBrowsableState
    {
        Never = 0,
        Collapsed = 2,
        RootHidden = 3,
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)4509, AllowMultiple = true)]
    public sealed class DebuggerDisplayAttribute : global::System.Attribute
    {
        public string Value { get => throw null; }
        public string Name { get => throw null; set => throw null; }
        public string Type { get => throw null; set => throw null; }
        public global::System.Type Target { get => throw null; set => throw null; }
        public string TargetTypeName { get => throw null; set => throw null; }
        public DebuggerDisplayAttribute(string value) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)224, Inherited = false)]
    public sealed class DebuggerHiddenAttribute : global::System.Attribute
    {
        public DebuggerHiddenAttribute() => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)236, Inherited = false)]
    public sealed class DebuggerNonUserCodeAttribute : global::System.Attribute
    {
        public DebuggerNonUserCodeAttribute() => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)108, Inherited = false)]
    public sealed class DebuggerStepThroughAttribute : global::System.Attribute
    {
        public DebuggerStepThroughAttribute() => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)96, Inherited = false)]
    public sealed class DebuggerStepperBoundaryAttribute : global::System.Attribute
    {
        public DebuggerStepperBoundaryAttribute() => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)13, AllowMultiple = true)]
    public sealed class DebuggerTypeProxyAttribute : global::System.Attribute
    {
        public string ProxyTypeName { get => throw null; }
        public global::System.Type Target { get => throw null; set => throw null; }
        public string TargetTypeName { get => throw null; set => throw null; }
        public DebuggerTypeProxyAttribute(global::System.Type type) => throw null;
        public DebuggerTypeProxyAttribute(string typeName) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)96, Inherited = false)]
    public sealed class NativeProfiledAttribute : global::System.Attribute
    {
        public NativeProfiledAttribute() => throw null;
    }
}

namespace System.Diagnostics.CodeAnalysis
{
    [global::System.AttributeUsage((global::System.AttributeTargets)2432, Inherited = false)]
    public sealed class AllowNullAttribute : global::System.Attribute
    {
        public AllowNullAttribute() => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)2432, Inherited = false)]
    public sealed class DisallowNullAttribute : global::System.Attribute
    {
        public DisallowNullAttribute() => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)64, Inherited = false)]
    public sealed class DoesNotReturnAttribute : global::System.Attribute
    {
        public DoesNotReturnAttribute() => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)2048, Inherited = false)]
    public sealed class DoesNotReturnIfAttribute : global::System.Attribute
    {
        public bool ParameterValue { get => throw null; }
        public DoesNotReturnIfAttribute(bool parameterValue) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)10624, Inherited = false)]
    public sealed class MaybeNullAttribute : global::System.Attribute
    {
        public MaybeNullAttribute() => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)2048, Inherited = false)]
    public sealed class MaybeNullWhenAttribute : global::System.Attribute
    {
        public bool ReturnValue { get => throw null; }
        public MaybeNullWhenAttribute(bool returnValue) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)192, Inherited = false, AllowMultiple = true)]
    public sealed class MemberNotNullAttribute : global::System.Attribute
    {
        public string[] Members { get => throw null; }
        public MemberNotNullAttribute(string member) => throw null;
        public MemberNotNullAttribute(params string[] members) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)192, Inherited = false, AllowMultiple = true)]
    public sealed class MemberNotNullWhenAttribute : global::System.Attribute
    {
        public bool ReturnValue { get => throw null; }
        public string[] Members { get => throw null; }
        public MemberNotNullWhenAttribute(bool returnValue, string member) => throw null;
        public MemberNotNullWhenAttribute(bool returnValue, params string[] members) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)10624, Inherited = false)]
    public sealed class NotNullAttribute : global::System.Attribute
    {
        public NotNullAttribute() => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)10368, AllowMultiple = true, Inherited = false)]
    public sealed class NotNullIfNotNullAttribute : global::System.Attribute
    {
        public string ParameterName { get => throw null; }
        public NotNullIfNotNullAttribute(string parameterName) => throw null;
    }

    public sealed class NotNullWhenAttribute : global::System.Attribute
    {
        public bool ReturnValue { get => throw null; }
        public NotNullWhenAttribute(bool returnValue) => throw null;
    }
}

namespace System.Globalization
{
    public class CultureInfo
    {
        public static global::System.Globalization.CultureInfo CurrentUICulture { get => throw null; }
        public virtual global::System.Globalization.CultureInfo Parent { get => throw null; }
        public virtual string Name { get => throw null; }
        public virtual global::System.Globalization.NumberFormatInfo NumberFormat { get => throw null; }
        public virtual global::System.Globalization.DateTimeFormatInfo DateTimeFormat { get => throw null; }
        public CultureInfo(string name) => throw null;
        public override string ToString() => throw null;
    }

    public sealed class DateTimeFormatInfo
    {
        internal DateTimeFormatInfo() => throw null;
        public static global::System.Globalization.DateTimeFormatInfo CurrentInfo { get => throw null; }
        public string AMDesignator { get => throw null; }
        public string DateSeparator { get => throw null; }
        public string FullDateTimePattern { get => throw null; }
        public string LongDatePattern { get => throw null; }
        public string LongTimePattern { get => throw null; }
        public string MonthDayPattern { get => throw null; }
        public string PMDesignator { get => throw null; }
        public string RFC1123Pattern { get => throw null; }
        public string ShortDatePattern { get => throw null; }
        public string ShortTimePattern { get => throw null; }
        public string SortableDateTimePattern { get => throw null; }
        public string TimeSeparator { get => throw null; }
        public string UniversalSortableDateTimePattern { get => throw null; }
        public string YearMonthPattern { get => throw null; }
        public string[] AbbreviatedDayNames { get => throw null; }
        public string[] DayNames { get => throw null; }
        public string[] AbbreviatedMonthNames { get => throw null; }
        public string[] MonthNames { get => throw null; }
    }

    public sealed class NumberFormatInfo
    {
        internal NumberFormatInfo() => throw null;
        public int[] NumberGroupSizes { get => throw null; }
        public static global::System.Globalization.NumberFormatInfo CurrentInfo { get => throw null; }
        public string NegativeSign { get => throw null; }
        public string NumberDecimalSeparator { get => throw null; }
        public string NumberGroupSeparator { get => throw null; }
        public string PositiveSign { get => throw null; }
    }
}

namespace System.IO
{
    public class IOException : global::System.SystemException
    {
        public global::System.IO.IOException.IOExceptionErrorCode ErrorCode { get => throw null; }
        public IOException() => throw null;
        public IOException(string message) => throw null;
        public IOException(string message, int hresult) => throw null;
        public IOException(string message, global::System.Exception innerException) => throw null;
        public enum IOExceptionErrorCode
        {
            Others = -536870912,
            InvalidDriver = -520093696,
            FileNotFound = -503316480,
            DirectoryNotFound = -486539264,
            VolumeNotFound = -469762048,
            PathTooLong = -452984832,
            DirectoryNotEmpty = -436207616,
            UnauthorizedAccess = -419430400,
            PathAlreadyExists = -402653184,
            TooManyOpenHandles = -385875968,
        }
    }
}

namespace System.Reflection
{
    public class Assembly
    {
        public virtual string FullName { get => throw null; }
        public Assembly() => throw null;
        public static global::System.Reflection.Assembly GetExecutingAssembly() => throw null;
        public global::System.Reflection.AssemblyName GetName() => throw null;
        public static global::System.Reflection.Assembly GetAssembly(global::System.Type type) => throw null;
        public virtual global::System.Type GetType(string name) => throw null;
        public virtual global::System.Type GetType(string name, bool throwOnError) => throw null;
        public virtual global::System.Type[] GetTypes() => throw null;
        public global::System.Reflection.Assembly GetSatelliteAssembly(global::System.Globalization.CultureInfo culture) => throw null;
        public static global::System.Reflection.Assembly Load(string assemblyString) => throw null;
        public static global::System.Reflection.Assembly Load(byte[] rawAssembly) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)1)]
    public sealed class AssemblyCompanyAttribute : global::System.Attribute
    {
        public string Company { get => throw null; }
        public AssemblyCompanyAttribute(string company) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)1)]
    public sealed class AssemblyConfigurationAttribute : global::System.Attribute
    {
        public string Configuration { get => throw null; }
        public AssemblyConfigurationAttribute(string configuration) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)1)]
    public sealed class AssemblyCopyrightAttribute : global::System.Attribute
    {
        public string Copyright { get => throw null; }
        public AssemblyCopyrightAttribute(string copyright) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)1)]
    public sealed class AssemblyCultureAttribute : global::System.Attribute
    {
        public string Culture { get => throw null; }
        public AssemblyCultureAttribute(string culture) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)1)]
    public sealed class AssemblyDefaultAliasAttribute : global::System.Attribute
    {
        public string DefaultAlias { get => throw null; }
        public AssemblyDefaultAliasAttribute(string defaultAlias) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)1)]
    public sealed class AssemblyDelaySignAttribute : global::System.Attribute
    {
        public bool DelaySign { get => throw null; }
        public AssemblyDelaySignAttribute(bool delaySign) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)1)]
    public sealed class AssemblyDescriptionAttribute : global::System.Attribute
    {
        public string Description { get => throw null; }
        public AssemblyDescriptionAttribute(string description) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)1)]
    public sealed class AssemblyFileVersionAttribute : global::System.Attribute
    {
        public string Version { get => throw null; }
        public AssemblyFileVersionAttribute(string version) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)1)]
    public sealed class AssemblyFlagsAttribute : global::System.Attribute
    {
        public uint Flags { get => throw null; }
        public AssemblyFlagsAttribute(uint flags) => throw null;
        public AssemblyFlagsAttribute(global::System.Reflection.AssemblyNameFlags assemblyFlags) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)1)]
    public sealed class AssemblyInformationalVersionAttribute : global::System.Attribute
    {
        public string InformationalVersion { get => throw null; }
        public AssemblyInformationalVersionAttribute(string informationalVersion) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)1)]
    public sealed class AssemblyKeyFileAttribute : global::System.Attribute
    {
        public string KeyFile { get => throw null; }
        public AssemblyKeyFileAttribute(string keyFile) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)1)]
    public sealed class AssemblyKeyNameAttribute : global::System.Attribute
    {
        public string KeyName { get => throw null; }
        public AssemblyKeyNameAttribute(string keyName) => throw null;
    }

    public sealed class AssemblyName
    {
        internal AssemblyName() => throw null;
        public string Name { get => throw null; }
        public string FullName { get => throw null; }
        public global::System.Version Version { get => throw null; }
    }

    [global::System.Flags]
    public enum AssemblyNameFlags
    {
        None = 0,
        PublicKey = 1,
        EnableJITcompileOptimizer = 16384,
        EnableJITcompileTracking = 32768,
        Retargetable = 256,
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)5, Inherited = false)]
    public sealed class AssemblyNativeVersionAttribute : global::System.Attribute
    {
        public string NativeVersion { get => throw null; }
        public AssemblyNativeVersionAttribute(string version) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)1)]
    public sealed class AssemblyProductAttribute : global::System.Attribute
    {
        public string Product { get => throw null; }
        public AssemblyProductAttribute(string product) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)1)]
    public sealed class AssemblyTitleAttribute : global::System.Attribute
    {
        public string Title { get => throw null; }
        public AssemblyTitleAttribute(string title) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)1)]
    public sealed class AssemblyTrademarkAttribute : global::System.Attribute
    {
        public string Trademark { get => throw null; }
        public AssemblyTrademarkAttribute(string trademark) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)1)]
    public sealed class AssemblyVersionAttribute : global::System.Attribute
    {
        public string Version { get => throw null; }
        public AssemblyVersionAttribute(string version) => throw null;
    }

    public abstract class Binder
    {
        protected Binder() => throw null;
    }

    [global::System.Flags]
    public enum BindingFlags
    {
        Default = 0,
        IgnoreCase = 1,
        DeclaredOnly = 2,
        Instance = 4,
        Static = 8,
        Public = 16,
        NonPublic = 32,
        FlattenHierarchy = 64,
        InvokeMethod = 256,
        CreateInstance = 512,
        GetField = 1024,
        SetField = 2048,
        GetProperty = 4096,
        SetProperty = 8192,
        PutDispProperty = 16384,
        PutRefDispProperty = 32768,
        ExactBinding = 65536,
        SuppressChangeType = 131072,
        OptionalParamBinding = 262144,
        IgnoreReturn = 16777216,
    }

    public abstract class ConstructorInfo : global::System.Reflection.MethodBase
    {
        public override global::System.Reflection.MemberTypes MemberType { get => throw null; }
        protected ConstructorInfo() => throw null;
        public object Invoke(object[] parameters) => throw null;
        public override object[] GetCustomAttributes(bool inherit) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)1036)]
    public sealed class DefaultMemberAttribute : global::System.Attribute
    {
        public string MemberName { get => throw null; }
        public DefaultMemberAttribute(string memberName) => throw null;
    }

    public abstract class FieldInfo : global::System.Reflection.MemberInfo
    {
        public override global::System.Reflection.MemberTypes MemberType { get => throw null; }
        public abstract global::System.Type FieldType { get; }
        protected FieldInfo() => throw null;
        public abstract object GetValue(object obj);
        public virtual void SetValue(object obj, object value) => throw null;
        public override object[] GetCustomAttributes(bool inherit) => throw null;
    }

    public interface IReflect
    {
        global::System.Reflection.MethodInfo GetMethod(string name, global::System.Reflection.BindingFlags bindingAttr);
        global::System.Reflection.FieldInfo GetField(string name, global::System.Reflection.BindingFlags bindingAttr);
    }

    public abstract class MemberInfo
    {
        public abstract global::System.Reflection.MemberTypes MemberType { get; }
        public abstract string Name { get; }
        public abstract global::System.Type DeclaringType { get; }
        protected MemberInfo() => throw null;
        public abstract object[] GetCustomAttributes(bool inherit);
    }

    public enum MemberTypes
    {
        Constructor = 1,
        Event = 2,
        Field = 4,
        Method = 8,
        Property = 16,
        TypeInfo = 32,
        Custom = 64,
        NestedType = 128,
        All = 191,
    }

    public abstract class MethodBase : global::System.Reflection.MemberInfo
    {
        public bool IsPublic { get => throw null; }
        public bool IsStatic { get => throw null; }
        public bool IsFinal { get => throw null; }
        public bool IsVirtual { get => throw null; }
        public bool IsAbstract { get => throw null; }
        public override string Name { get => throw null; }
        public override global::System.Type DeclaringType { get => throw null; }
        protected MethodBase() => throw null;
        public abstract global::System.Reflection.ParameterInfo[] GetParameters();
        public object Invoke(object obj, object[] parameters) => throw null;
    }

    public enum MethodImplAttributes
    {
        CodeTypeMask = 3,
        IL = 0,
        Native = 1,
        OPTIL = 2,
        Runtime = 3,
        ManagedMask = 4,
        Unmanaged = 4,
        Managed = 0,
        ForwardRef = 16,
        PreserveSig = 128,
        InternalCall = 4096,
        Synchronized = 32,
        NoInlining = 8,
        MaxMethodImplVal = 65535,
    }

    public abstract class MethodInfo : global::System.Reflection.MethodBase
    {
        public override global::System.Reflection.MemberTypes MemberType { get => throw null; }
        public abstract global::System.Type ReturnType { get; }
        protected MethodInfo() => throw null;
    }

    public abstract class ParameterInfo
    {
        public virtual global::System.Type ParameterType { get => throw null; }
        protected ParameterInfo() => throw null;
    }

    public enum ProcessorArchitecture
    {
        None = 0,
        MSIL = 1,
        X86 = 2,
        IA64 = 3,
        Amd64 = 4,
    }

    public abstract class PropertyInfo : global::System.Reflection.MemberInfo
    {
        public abstract global::System.Type PropertyType { get; }
        protected PropertyInfo() => throw null;
        public virtual object GetValue(object obj, object[] index) => throw null;
        public virtual void SetValue(object obj, object value, object[] index) => throw null;
    }
}

namespace System.Runtime.CompilerServices
{
    [global::System.AttributeUsage((global::System.AttributeTargets)256)]
    public sealed class AccessedThroughPropertyAttribute : global::System.Attribute
    {
        public string PropertyName { get => throw null; }
        public AccessedThroughPropertyAttribute(string propertyName) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)2048, AllowMultiple = false, Inherited = false)]
    public sealed class CallerArgumentExpressionAttribute : global::System.Attribute
    {
        public string ParameterName { get => throw null; }
        public CallerArgumentExpressionAttribute(string parameterName) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)2048, Inherited = false)]
    public sealed class CallerMemberNameAttribute : global::System.Attribute
    {
        public CallerMemberNameAttribute() => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)28, AllowMultiple = false, Inherited = true)]
    public class ExcludeTypeAttribute : global::System.Attribute
    {
        public ExcludeTypeAttribute() => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)69)]
    public sealed class ExtensionAttribute : global::System.Attribute
    {
        public ExtensionAttribute() => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)128)]
    public sealed class IndexerNameAttribute : global::System.Attribute
    {
        public IndexerNameAttribute(string indexerName) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)1, AllowMultiple = true)]
    public sealed class InternalsVisibleToAttribute : global::System.Attribute
    {
        public string AssemblyName { get => throw null; }
        public InternalsVisibleToAttribute(string assemblyName) => throw null;
    }

    public static class IsExternalInit
    {
    }

    public enum MethodCodeType
    {
        IL = 0,
        Native = 1,
        OPTIL = 2,
        Runtime = 3,
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)96, Inherited = false)]
    public sealed class MethodImplAttribute : global::System.Attribute
    {
        public global::System.Runtime.CompilerServices.MethodCodeType MethodCodeType;
        public global::System.Runtime.CompilerServices.MethodImplOptions Value { get => throw null; }
        public MethodImplAttribute(global::System.Runtime.CompilerServices.MethodImplOptions methodImplOptions) => throw null;
        public MethodImplAttribute(short _value) => throw null;
        public MethodImplAttribute() => throw null;
    }

    public enum MethodImplOptions
    {
        Unmanaged = 4,
        ForwardRef = 16,
        PreserveSig = 128,
        InternalCall = 4096,
        Synchronized = 32,
        NoInlining = 8,
    }

    public static class RuntimeFeature
    {
        public const string DefaultImplementationsOfInterfaces = "DefaultImplementationsOfInterfaces";
        public static bool IsSupported(string feature) => throw null;
    }

    public static class RuntimeHelpers
    {
        public static int OffsetToStringData { get => throw null; }
        public static void InitializeArray(global::System.Array array, global::System.RuntimeFieldHandle fldHandle) => throw null;
        public static object GetObjectValue(object obj) => throw null;
        public static void RunClassConstructor(global::System.RuntimeTypeHandle type) => throw null;
    }
}

namespace System.Runtime.InteropServices
{
    public enum CharSet
    {
        None = 1,
        Ansi = 2,
        Unicode = 3,
        Auto = 4,
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)5597, Inherited = false)]
    public sealed class ComVisibleAttribute : global::System.Attribute
    {
        public bool Value { get => throw null; }
        public ComVisibleAttribute(bool visibility) => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)5149, Inherited = false)]
    public sealed class GuidAttribute : global::System.Attribute
    {
        public string Value { get => throw null; }
        public GuidAttribute(string guid) => throw null;
    }

    public enum LayoutKind
    {
        Sequential = 0,
        Explicit = 2,
        Auto = 3,
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)2048)]
    public sealed class OutAttribute : global::System.Attribute
    {
        public OutAttribute() => throw null;
    }

    [global::System.AttributeUsage((global::System.AttributeTargets)12, Inherited = false)]
    public sealed class StructLayoutAttribute : global::System.Attribute
    {
        public int Pack;
        public int Size;
        public global::System.Runtime.InteropServices.CharSet CharSet;
        public global::System.Runtime.InteropServices.LayoutKind Value { get => throw null; }
        public StructLayoutAttribute(global::System.Runtime.InteropServices.LayoutKind layoutKind) => throw null;
        public StructLayoutAttribute(short layoutKind) => throw null;
    }
}

namespace System.Runtime.Remoting
{
    public static class RemotingServices
    {
        public static bool IsTransparentProxy(object proxy) => throw null;
    }
}

namespace System.Runtime.Versioning
{
    [global::System.AttributeUsage((global::System.AttributeTargets)1)]
    public sealed class TargetFrameworkAttribute : global::System.Attribute
    {
        public string FrameworkName { get => throw null; }
        public string FrameworkDisplayName { get => throw null; set => throw null; }
        public TargetFrameworkAttribute(string frameworkName) => throw null;
    }
}

namespace System.Threading
{
    public sealed class AutoResetEvent : global::System.Threading.WaitHandle
    {
        public AutoResetEvent(bool initialState) => throw null;
        public bool Reset() => throw null;
        public bool Set() => throw null;
    }

    public static class Interlocked
    {
        public static int Increment(ref int location) => throw null;
        public static int Decrement(ref int location) => throw null;
        public static int Exchange(ref int location1, int value) => throw null;
        public static int CompareExchange(ref int location1, int value, int comparand) => throw null;
    }

    public sealed class ManualResetEvent : global::System.Threading.WaitHandle
    {
        public ManualResetEvent(bool initialState) => throw null;
        public bool Reset() => throw null;
        public bool Set() => throw null;
    }

    public static class Monitor
    {
        public static void Enter(object obj) => throw null;
        public static void Exit(object obj) => throw null;
    }

    public struct SpinWait
    {
        public void SpinOnce() => throw null;
        public static void SpinUntil(global::System.TimeSpan timeout) => throw null;
        public static void SpinUntil(int millisecondsTimeout) => throw null;
    }

    public sealed class Thread
    {
        public global::System.Threading.ThreadPriority Priority { get => throw null; set => throw null; }
        public int ManagedThreadId { get => throw null; }
        public bool IsAlive { get => throw null; }
        public static global::System.Threading.Thread CurrentThread { get => throw null; }
        public global::System.Threading.ThreadState ThreadState { get => throw null; }
        public Thread(global::System.Threading.ThreadStart start) => throw null;
        public void Start() => throw null;
        public void Abort() => throw null;
        public void Suspend() => throw null;
        public void Resume() => throw null;
        public void Join() => throw null;
        public bool Join(int millisecondsTimeout) => throw null;
        public bool Join(global::System.TimeSpan timeout) => throw null;
        public static void Sleep(int millisecondsTimeout) => throw null;
        public static void Sleep(global::System.TimeSpan timeout) => throw null;
        public static void SpinWait(int iterations) => throw null;
    }

    public sealed class ThreadAbortException : global::System.SystemException
    {
        internal ThreadAbortException() => throw null;
    }

    public enum ThreadPriority
    {
        Lowest = 0,
        BelowNormal = 1,
        Normal = 2,
        AboveNormal = 3,
        Highest = 4,
    }

    public delegate void ThreadStart();

    [global::System.Flags]
    public enum ThreadState
    {
        Running = 0,
        StopRequested = 1,
        SuspendRequested = 2,
        Background = 4,
        Unstarted = 8,
        Stopped = 16,
        WaitSleepJoin = 32,
        Suspended = 64,
        AbortRequested = 128,
        Aborted = 256,
    }

    public static class Timeout
    {
        public const int Infinite = -1;
        public static readonly global::System.TimeSpan InfiniteTimeSpan;
    }

    public sealed class Timer : global::System.MarshalByRefObject, global::System.IDisposable
    {
        public Timer(global::System.Threading.TimerCallback callback, object state, int dueTime, int period) => throw null;
        public Timer(global::System.Threading.TimerCallback callback, object state, global::System.TimeSpan dueTime, global::System.TimeSpan period) => throw null;
        public bool Change(int dueTime, int period) => throw null;
        public bool Change(global::System.TimeSpan dueTime, global::System.TimeSpan period) => throw null;
        public void Dispose() => throw null;
    }

    public delegate void TimerCallback(object state);

    public abstract class WaitHandle : global::System.MarshalByRefObject
    {
        public const int WaitTimeout = 258;
        protected WaitHandle() => throw null;
        public virtual bool WaitOne(int millisecondsTimeout, bool exitContext) => throw null;
        public virtual bool WaitOne() => throw null;
        public static bool WaitAll(global::System.Threading.WaitHandle[] waitHandles, int millisecondsTimeout, bool exitContext) => throw null;
        public static bool WaitAll(global::System.Threading.WaitHandle[] waitHandles) => throw null;
        public static int WaitAny(global::System.Threading.WaitHandle[] waitHandles, int millisecondsTimeout, bool exitContext) => throw null;
        public static int WaitAny(global::System.Threading.WaitHandle[] waitHandles) => throw null;
    }
}
