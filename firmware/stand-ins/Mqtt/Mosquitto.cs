using System;
using System.Runtime.InteropServices;

namespace nanoFramework.M2Mqtt;

/// <summary>The functions of libmosquitto 2 that are needed. Results are 0 or an error number.</summary>
internal static class Mosquitto
{
    private const string Library = "libmosquitto.so.1";

    /// <summary>The operating system refused; the reason is in errno.</summary>
    public const int ErrorOfSystem = 14;

    static Mosquitto()
    {
        _ = mosquitto_lib_init();
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate void Connected(IntPtr client, IntPtr user, int answer);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate void Published(IntPtr client, IntPtr user, int messageId);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate void Received(IntPtr client, IntPtr user, IntPtr message);

    /// <summary>Sentence for an error.</summary>
    public static string Explain(int error, int systemError)
    {
        return error == ErrorOfSystem
            ? Marshal.GetPInvokeErrorMessage(systemError)
            : Marshal.PtrToStringUTF8(mosquitto_strerror(error)) ?? $"error {error}";
    }

    [DllImport(Library)]
    public static extern int mosquitto_lib_init();

    [DllImport(Library, BestFitMapping = false)]
    public static extern IntPtr mosquitto_new(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string clientId,
        [MarshalAs(UnmanagedType.U1)] bool cleanSession,
        IntPtr user);

    [DllImport(Library)]
    public static extern void mosquitto_destroy(IntPtr client);

    [DllImport(Library)]
    public static extern int mosquitto_threaded_set(IntPtr client, [MarshalAs(UnmanagedType.U1)] bool threaded);

    [DllImport(Library)]
    public static extern int mosquitto_will_set(
        IntPtr client,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string topic,
        int size,
        byte[] message,
        int qosLevel,
        [MarshalAs(UnmanagedType.U1)] bool retain);

    [DllImport(Library)]
    public static extern int mosquitto_username_pw_set(
        IntPtr client,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string? user,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string? password);

    [DllImport(Library)]
    public static extern int mosquitto_tls_set(
        IntPtr client,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string? authorityFile,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string? authorityFolder,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string? certificateFile,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string? keyFile,
        IntPtr passwordCallback);

    [DllImport(Library)]
    public static extern int mosquitto_tls_opts_set(
        IntPtr client,
        int verify,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string version,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string? ciphers);

    [DllImport(Library, SetLastError = true)]
    public static extern int mosquitto_connect(
        IntPtr client, [MarshalAs(UnmanagedType.LPUTF8Str)] string host, int port, int keepAlive);

    [DllImport(Library, SetLastError = true)]
    public static extern int mosquitto_loop(IntPtr client, int milliseconds, int maxPackets);

    [DllImport(Library)]
    public static extern int mosquitto_disconnect(IntPtr client);

    [DllImport(Library, SetLastError = true)]
    public static extern int mosquitto_publish(
        IntPtr client,
        out int messageId,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string topic,
        int size,
        byte[] message,
        int qosLevel,
        [MarshalAs(UnmanagedType.U1)] bool retain);

    [DllImport(Library, SetLastError = true)]
    public static extern int mosquitto_subscribe(
        IntPtr client, out int messageId, [MarshalAs(UnmanagedType.LPUTF8Str)] string topic, int qosLevel);

    [DllImport(Library)]
    public static extern void mosquitto_connect_callback_set(IntPtr client, Connected callback);

    [DllImport(Library)]
    public static extern void mosquitto_publish_callback_set(IntPtr client, Published callback);

    [DllImport(Library)]
    public static extern void mosquitto_message_callback_set(IntPtr client, Received callback);

    [DllImport(Library)]
    private static extern IntPtr mosquitto_strerror(int error);

    /// <summary>A message as libmosquitto hands it over.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Message
    {
        public int Id;
        public IntPtr Topic;
        public IntPtr Payload;
        public int Size;
        public int QosLevel;

        [MarshalAs(UnmanagedType.U1)]
        public bool Retain;
    }
}
