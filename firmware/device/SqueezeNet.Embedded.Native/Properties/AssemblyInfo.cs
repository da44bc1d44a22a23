using System.Reflection;
using System.Runtime.CompilerServices;

[assembly: AssemblyTitle("SqueezeNet.Embedded.Native")]
[assembly: AssemblyProduct("SqueezeNet.Embedded")]

// The version of the native interface, not of the product: it rises when a firmware has to be built again.
[assembly: AssemblyVersion("1.1.0.0")]
[assembly: AssemblyFileVersion("1.1.0.0")]
[assembly: AssemblyNativeVersion("1.1.0.0")]
[assembly: InternalsVisibleTo("SqueezeNet.Embedded")]
