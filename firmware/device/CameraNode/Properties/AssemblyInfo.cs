using System.Reflection;
using System.Runtime.CompilerServices;

[assembly: AssemblyTitle("CameraNode")]
[assembly: AssemblyProduct("SqueezeNet.Embedded")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
[assembly: InternalsVisibleTo("NFUnitTest")]
