using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace SqueezeNet.Embedded.Tests.Guards.Rules;

/// <summary>
/// The device has no libraries to import from; its native methods are InternalCall, and only classes that the interop
/// component knows may declare them: any other ends in NotImplementedException.
/// </summary>
internal sealed class NativeMethodRule : IRule
{
    private readonly string[] nativeClasses;

    /// <summary>Makes the rule.</summary>
    /// <param name="nativeClasses">Full names of the classes with native methods.</param>
    public NativeMethodRule(params string[] nativeClasses)
    {
        this.nativeClasses = nativeClasses;
    }

    /// <inheritdoc/>
    public string Name => "native method";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CompiledCode code)
    {
        return code.Methods
            .Where(method => method.IsPInvokeImpl || (method.IsInternalCall && !IsKnown(method.DeclaringType)))
            .Select(method => new Violation(
                Name,
                Locate.Method(method),
                method.IsPInvokeImpl ? "DllImport" : "InternalCall",
                "Declare it in a native class of firmware/SqueezeNet.Embedded.Native, then make native-table"));
    }

    private bool IsKnown(TypeDefinition type)
    {
        return nativeClasses.Contains(type.FullName);
    }
}
