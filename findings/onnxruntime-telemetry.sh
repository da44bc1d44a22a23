#!/usr/bin/env bash
# ONNX Runtime 1.31.1 (NuGet Microsoft.ML.OnnxRuntime, .NET 10) on Linux: what it keeps of the computer it runs on.
#
# Behaviour: a program that calls DisableTelemetryEvents before its first session still leaves files below
#   Microsoft/DeveloperTools/.onnxruntime in the user's cache folder: deviceid, a number of this computer, and a
#   database. With ORT_DISABLE_TELEMETRY=1 in the process's environment there are none. Setting that with
#   Environment.SetEnvironmentVariable, first thing in the program, changes nothing: on Linux native code does not see
#   .NET's variables.
# Expected: no such files on Linux, certainly none once the method was called that is named after it.
# Why it matters: a tool that brings ONNX Runtime for a comparison marks the computers of its users without knowing it.
#   The product sets the variable through the C library before ONNX Runtime is loaded.
set -eu
/usr/bin/python3 -c 'import onnx' 2>/dev/null || apt-get install -y -qq python3-onnx >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
/usr/bin/python3 - <<'P'
import onnx
from onnx import TensorProto, helper

x, y = (helper.make_tensor_value_info(name, TensorProto.FLOAT, [1]) for name in "xy")
graph = helper.make_graph([helper.make_node("Relu", ["x"], ["y"])], "relu", [x], [y])
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
model.ir_version = 8
onnx.save(model, "relu.onnx")
P
cat >probe.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
  <ItemGroup><PackageReference Include="Microsoft.ML.OnnxRuntime" Version="1.31.1" /></ItemGroup>
</Project>
P
cat >probe.cs <<'P'
using Microsoft.ML.OnnxRuntime;

if (args.Length > 0)
{
    Environment.SetEnvironmentVariable("ORT_DISABLE_TELEMETRY", "1");
}

EnvironmentCreationOptions options = new() { logId = "probe", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
OrtEnv.CreateInstanceWithOptions(ref options).DisableTelemetryEvents();
using InferenceSession session = new("relu.onnx");
P
dotnet build -v q -clp:ErrorsOnly -nologo -o out >/dev/null
look() {
    name=$1
    shift
    mkdir "$work/cache-$name"
    XDG_CACHE_HOME="$work/cache-$name" "$@"
    # Names only; of what is in them nothing is shown.
    echo "$name: $(cd "$work/cache-$name" && find . -type f | sed 's:.*/::' | sort | tr '\n' ' ')"
}
{
    look method dotnet out/probe.dll
    look managed dotnet out/probe.dll managed
    look native env ORT_DISABLE_TELEMETRY=1 dotnet out/probe.dll
} | tee seen
cat >expected <<'P'
method: deviceid onnxruntime.db 
managed: deviceid onnxruntime.db 
native: 
P
diff expected seen && echo "as found"
