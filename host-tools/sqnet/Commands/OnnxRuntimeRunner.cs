using System;
using System.Linq;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using SqueezeNet.Embedded.Host.Training.Export;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>
/// An ONNX file in ONNX Runtime, on one thread, without a word on any output. Its library is in the package for three
/// systems only.
/// </summary>
internal sealed class OnnxRuntimeRunner : IOnnxRunner
{
    private const string NoReports = "ORT_DISABLE_TELEMETRY";

    private readonly InferenceSession session;
    private readonly string input;
    private readonly int[] shape;

    private OnnxRuntimeRunner(InferenceSession session)
    {
        this.session = session;
        (input, NodeMetadata metadata) = session.InputMetadata.Single();
        shape = metadata.Dimensions;
        Name = $"ONNX Runtime {OrtEnv.Instance().GetVersionString()}";
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Opens a file with one input of a fixed size.</summary>
    /// <exception cref="PlatformNotSupportedException">There is no ONNX Runtime on this system.</exception>
    /// <exception cref="InvalidOperationException">It refuses the file.</exception>
    public static OnnxRuntimeRunner Open(byte[] onnx)
    {
        try
        {
            return new OnnxRuntimeRunner(Session(onnx));
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidOperationException(e.Message, e);
        }
        catch (Exception e) when (IsMissing(e))
        {
            throw new PlatformNotSupportedException(
                $"ONNX Runtime is not here: its library does not load on {RuntimeInformation.RuntimeIdentifier}.", e);
        }
    }

    /// <inheritdoc/>
    public float[] Run(float[] input)
    {
        try
        {
            NamedOnnxValue value = NamedOnnxValue.CreateFromTensor(this.input, new DenseTensor<float>(input, shape));
            using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run([value]);
            return [.. results[0].AsTensor<float>()];
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidOperationException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        session.Dispose();
    }

    private static InferenceSession Session(byte[] onnx)
    {
        if (!OrtEnv.IsCreated)
        {
            KeepToItself();
            // Its search for devices warns on standard error where there is no graphics card, before any session.
            EnvironmentCreationOptions environment = new()
            {
                logId = "sqnet",
                logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            };
            OrtEnv.CreateInstanceWithOptions(ref environment).DisableTelemetryEvents();
        }

        using SessionOptions options = new()
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        return new InferenceSession(onnx, options);
    }

    /// <summary>
    /// ONNX Runtime reports its use to its maker, and keeps a number of the computer for that, unless this variable is
    /// set before it is loaded; DisableTelemetryEvents comes too late. .NET's variables are not those that it reads.
    /// </summary>
    private static void KeepToItself()
    {
        if (OperatingSystem.IsWindows())
        {
            Environment.SetEnvironmentVariable(NoReports, "1");
        }
        else
        {
            SetVariable(NoReports, "1", 1);
        }
    }

    [DllImport("libc", EntryPoint = "setenv")]
    private static extern int SetVariable(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string name,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string value,
        int replaces);

    /// <summary>What .NET throws where a native library, or a part of it, cannot be loaded.</summary>
    private static bool IsMissing(Exception e)
    {
        return Cause(e) is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException;
    }

    private static Exception Cause(Exception e)
    {
        return e is TypeInitializationException { InnerException: { } inner } ? Cause(inner) : e;
    }
}
