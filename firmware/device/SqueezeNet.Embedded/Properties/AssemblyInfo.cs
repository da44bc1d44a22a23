using System.Reflection;

[assembly: AssemblyTitle("SqueezeNet.Embedded")]
[assembly: AssemblyProduct("SqueezeNet.Embedded")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
