// nanoFramework.Runtime.Events 1.11.39: public and protected members of nanoFramework.Runtime.Events.dll, without generic members, which CLR 1.17 cannot
// run. A reference assembly: what compiles against it uses nothing else. Facts, read from the library's metadata; one
// member a line. tests/guards/README.md says how to renew or extend it.
[assembly: System.Reflection.AssemblyVersion("1.11.39.0")]

namespace nanoFramework.Runtime.Events
{
    public class BaseEvent
    {
        public ushort Source;
        public byte Message;
        public BaseEvent() => throw null;
    }

    public static class CustomEvent
    {
        public static event global::nanoFramework.Runtime.Events.CustomEventPostedEventHandler CustomEventPosted { add => throw null; remove => throw null; }
    }

    public class CustomEventArgs : global::System.EventArgs
    {
        internal CustomEventArgs() => throw null;
        public ushort Data1 { get => throw null; }
        public uint Data2 { get => throw null; }
    }

    public delegate void CustomEventPostedEventHandler(object sender, global::nanoFramework.Runtime.Events.CustomEventArgs e);

    public enum EventCategory
    {
        Unknown = 0,
        Custom = 10,
        Gpio = 20,
        SerialDevice = 30,
        Network = 40,
        WiFi = 50,
        Can = 60,
        Storage = 70,
        Radio = 80,
        HighResolutionTimer = 90,
        Bluetooth = 100,
        Usb = 110,
        Touch = 120,
        Gesture = 130,
        OpenThread = 140,
        EspNow = 150,
    }

    public class EventSink : global::nanoFramework.Runtime.Events.NativeEventDispatcher
    {
        internal EventSink() : base(default(string), default(ulong)) => throw null;
        public static void AddEventListener(global::nanoFramework.Runtime.Events.EventCategory eventCategory, global::nanoFramework.Runtime.Events.IEventListener eventListener) => throw null;
        public static void AddEventFilter(global::nanoFramework.Runtime.Events.EventCategory eventCategory, global::nanoFramework.Runtime.Events.IEventListener eventFilter) => throw null;
        public static void AddEventProcessor(global::nanoFramework.Runtime.Events.EventCategory eventCategory, global::nanoFramework.Runtime.Events.IEventProcessor eventProcessor) => throw null;
        public static void RemoveEventListener(global::nanoFramework.Runtime.Events.EventCategory eventCategory, global::nanoFramework.Runtime.Events.IEventListener eventListener) => throw null;
        public static void RemoveEventFilter(global::nanoFramework.Runtime.Events.EventCategory eventCategory, global::nanoFramework.Runtime.Events.IEventListener eventFilter) => throw null;
        public static void RemoveEventProcessor(global::nanoFramework.Runtime.Events.EventCategory eventCategory, global::nanoFramework.Runtime.Events.IEventProcessor eventProcessor) => throw null;
        public static void PostManagedEvent(byte category, byte subCategory, ushort data1, uint data2) => throw null;
    }

    public class GenericEvent : global::nanoFramework.Runtime.Events.BaseEvent
    {
        public byte Category;
        public uint Data;
        public global::System.DateTime Time;
        public GenericEvent() => throw null;
    }

    public interface IEventListener
    {
        void InitializeForEventSource();
        bool OnEvent(global::nanoFramework.Runtime.Events.BaseEvent ev);
    }

    public interface IEventProcessor
    {
        global::nanoFramework.Runtime.Events.BaseEvent ProcessEvent(uint data1, uint data2, global::System.DateTime time);
    }

    public class NativeEventDispatcher : global::System.IDisposable
    {
        protected global::nanoFramework.Runtime.Events.NativeEventHandler threadSpawn;
        protected global::nanoFramework.Runtime.Events.NativeEventHandler callbacks;
        protected bool disposed;
        public event global::nanoFramework.Runtime.Events.NativeEventHandler OnInterrupt { add => throw null; remove => throw null; }
        public NativeEventDispatcher(string driverName, ulong driverData) => throw null;
        public virtual void EnableInterrupt() => throw null;
        public virtual void DisableInterrupt() => throw null;
        protected virtual void Dispose(bool disposing) => throw null;
        public void Dispose() => throw null;
    }

    public delegate void NativeEventHandler(uint data1, uint data2, global::System.DateTime time);

    public static class WeakDelegate
    {
        public static global::System.Delegate Combine(global::System.Delegate a, global::System.Delegate b) => throw null;
        public static global::System.Delegate Remove(global::System.Delegate a, global::System.Delegate b) => throw null;
    }
}
