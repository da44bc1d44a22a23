// nanoFramework.System.Threading 1.1.52: public and protected members of System.Threading.dll, without generic members, which CLR 1.17 cannot
// run. A reference assembly: what compiles against it uses nothing else. Facts, read from the library's metadata; one
// member a line. tests/guards/README.md says how to renew or extend it.
[assembly: System.Reflection.AssemblyVersion("1.1.52.0")]

namespace System.Threading
{
    public struct CancellationToken
    {
        private object _source;
        public static global::System.Threading.CancellationToken None { get => throw null; }
        public bool IsCancellationRequested { get => throw null; }
        public bool CanBeCanceled { get => throw null; }
        public global::System.Threading.WaitHandle WaitHandle { get => throw null; }
        public CancellationToken(bool canceled) => throw null;
        public global::System.Threading.CancellationTokenRegistration Register(global::System.Action callback) => throw null;
        public bool Equals(global::System.Threading.CancellationToken other) => throw null;
        public override bool Equals(object other) => throw null;
        public override int GetHashCode() => throw null;
        public void ThrowIfCancellationRequested() => throw null;
    }

    public struct CancellationTokenRegistration : global::System.IDisposable
    {
        private object _callback;
        private object _source;
        public void Dispose() => throw null;
        public static bool operator ==(global::System.Threading.CancellationTokenRegistration left, global::System.Threading.CancellationTokenRegistration right) => throw null;
        public static bool operator !=(global::System.Threading.CancellationTokenRegistration left, global::System.Threading.CancellationTokenRegistration right) => throw null;
        public override bool Equals(object obj) => throw null;
        public bool Equals(global::System.Threading.CancellationTokenRegistration other) => throw null;
        public override int GetHashCode() => throw null;
    }

    public class CancellationTokenSource : global::System.IDisposable
    {
        public bool IsCancellationRequested { get => throw null; }
        public global::System.Threading.CancellationToken Token { get => throw null; }
        public CancellationTokenSource(int millisecondsDelay) => throw null;
        public CancellationTokenSource(global::System.TimeSpan delay) => throw null;
        public CancellationTokenSource() => throw null;
        public void Cancel() => throw null;
        public void Cancel(bool throwOnFirstException) => throw null;
        public void CancelAfter(global::System.TimeSpan delay) => throw null;
        public void CancelAfter(int millisecondsDelay) => throw null;
        public void Dispose() => throw null;
        protected virtual void Dispose(bool disposing) => throw null;
    }

    public class OperationCanceledException : global::System.SystemException
    {
        public OperationCanceledException() => throw null;
        public OperationCanceledException(string message) => throw null;
        public OperationCanceledException(string message, global::System.Exception innerException) => throw null;
    }
}
