// nanoFramework.System.Collections 1.5.75: public and protected members of nanoFramework.System.Collections.dll, without generic members, which CLR 1.17 cannot
// run. A reference assembly: what compiles against it uses nothing else. Facts, read from the library's metadata; one
// member a line. tests/guards/README.md says how to renew or extend it.
[assembly: System.Reflection.AssemblyVersion("1.5.75.0")]

namespace System.Collections
{
    public class DictionaryEntry
    {
        public object Key;
        public object Value;
        public DictionaryEntry(object key, object value) => throw null;
    }

    public class Hashtable : global::System.ICloneable, global::System.Collections.IDictionary, global::System.Collections.ICollection, global::System.Collections.IEnumerable
    {
        public int Count { get => throw null; }
        public bool IsSynchronized { get => throw null; }
        public object SyncRoot { get => throw null; }
        public bool IsReadOnly { get => throw null; }
        public bool IsFixedSize { get => throw null; }
        public global::System.Collections.ICollection Keys { get => throw null; }
        public global::System.Collections.ICollection Values { get => throw null; }
        public object this[object key] { get => throw null; set => throw null; }
        public Hashtable() => throw null;
        public Hashtable(int capacity) => throw null;
        public Hashtable(int capacity, float loadFactor) => throw null;
        public object Clone() => throw null;
        public global::System.Collections.IEnumerator GetEnumerator() => throw null;
        public void CopyTo(global::System.Array array, int arrayIndex) => throw null;
        public void Add(object key, object value) => throw null;
        public void Clear() => throw null;
        public bool Contains(object key) => throw null;
        public void Remove(object key) => throw null;
    }

    public interface IDictionary : global::System.Collections.ICollection, global::System.Collections.IEnumerable
    {
        bool IsReadOnly { get; }
        bool IsFixedSize { get; }
        global::System.Collections.ICollection Keys { get; }
        global::System.Collections.ICollection Values { get; }
        object this[object key] { get; set; }
        void Add(object key, object value);
        void Clear();
        bool Contains(object key);
        void Remove(object key);
    }

    public interface IDictionaryEnumerator : global::System.Collections.IEnumerator
    {
        object Key { get; }
        object Value { get; }
        global::System.Collections.DictionaryEntry Entry { get; }
    }

    public class Queue : global::System.Collections.ICollection, global::System.Collections.IEnumerable, global::System.ICloneable
    {
        public virtual int Count { get => throw null; }
        public virtual bool IsSynchronized { get => throw null; }
        public virtual object SyncRoot { get => throw null; }
        public Queue() => throw null;
        public virtual object Clone() => throw null;
        public virtual void Clear() => throw null;
        public virtual void CopyTo(global::System.Array array, int index) => throw null;
        public virtual void Enqueue(object obj) => throw null;
        public virtual global::System.Collections.IEnumerator GetEnumerator() => throw null;
        public virtual object Dequeue() => throw null;
        public virtual object Peek() => throw null;
        public virtual bool Contains(object obj) => throw null;
        public virtual object[] ToArray() => throw null;
    }

    public class Stack : global::System.Collections.ICollection, global::System.Collections.IEnumerable, global::System.ICloneable
    {
        public virtual int Count { get => throw null; }
        public virtual bool IsSynchronized { get => throw null; }
        public virtual object SyncRoot { get => throw null; }
        public Stack() => throw null;
        public virtual void Clear() => throw null;
        public virtual object Clone() => throw null;
        public virtual bool Contains(object obj) => throw null;
        public virtual void CopyTo(global::System.Array array, int index) => throw null;
        public virtual global::System.Collections.IEnumerator GetEnumerator() => throw null;
        public virtual object Peek() => throw null;
        public virtual object Pop() => throw null;
        public virtual void Push(object obj) => throw null;
        public virtual object[] ToArray() => throw null;
    }
}
