#!/usr/bin/env bash
# .NET SDK 10.0 (NuGet, portable RID graph) and musl 1.2.3 (Debian 12): what a package for linux-x64 does on Alpine.
#
# Behaviour: (1) publishing for linux-musl-x64 takes a package's runtimes/linux-x64/native, without a warning, because
#   the graph lets linux-musl-x64 import linux-x64. (2) musl's loader takes the needed libc.so.6 for itself: a library
#   that was linked with glibc loads and runs, as long as musl has each function. (3) One thread-local variable more and
#   it does not load: glibc's __tls_get_addr is in ld-linux-x86-64.so.2, which is then needed, too.
# Expected: no native file for a system that the package does not name, or a warning; a loader that refuses all of them
#   alike, so that "does it load" is a question of the system and not of one variable.
# Why it matters: File.Exists beside the assembly says nothing about a native engine, and one that loads today may not
#   after a change of one line. The product tries to load libsqnet, and takes its managed engine when that fails.
set -eu
command -v musl-gcc >/dev/null || apt-get install -y -qq musl-tools >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

mkdir library program
cat >plain.c <<'P'
#include <pthread.h>
#include <stdlib.h>
static void *square(void *x) { int *i = x; *i *= *i; return x; }
int answer(void) {
    int six = 6, *at = &six;
    pthread_t t;
    free(malloc(9));
    pthread_create(&t, 0, square, at);
    pthread_join(t, 0);
    return six;
}
P
sed 's/^int answer/_Thread_local int calls;\nint answer/; s/return six;/return six * ++calls;/' plain.c >local.c
gcc -shared -fPIC -O1 -o libplain.so plain.c
gcc -shared -fPIC -O1 -o liblocal.so local.c

cat >library/Probe.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework><PackageId>Probe.Native</PackageId>
    <PackageOutputPath>../feed</PackageOutputPath>
  </PropertyGroup>
  <ItemGroup><None Include="../libplain.so" Pack="true" PackagePath="runtimes/linux-x64/native" /></ItemGroup>
</Project>
P
cat >program/Program.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><SelfContained>false</SelfContained>
    <UseAppHost>false</UseAppHost><RestoreAdditionalProjectSources>../feed</RestoreAdditionalProjectSources>
    <RestorePackagesPath>../packages</RestorePackagesPath>
  </PropertyGroup>
  <ItemGroup><PackageReference Include="Probe.Native" Version="1.0.0" /></ItemGroup>
</Project>
P
echo 'System.Console.WriteLine();' >program/Program.cs
dotnet pack library -v q -nologo >/dev/null
dotnet publish program -r linux-musl-x64 -o out -nologo >publish.log

cat >load.c <<'P'
#include <dlfcn.h>
#include <stdio.h>
int main(int count, char **names) {
    for (int i = 1; i < count; i++) {
        void *library = dlopen(names[i], RTLD_NOW);
        int (*answer)(void) = library ? (int (*)(void))dlsym(library, "answer") : 0;
        printf("%s on musl: ", names[i]);
        if (answer)
            printf("loads, answer %d\n", answer());
        else
            printf("%s\n", dlerror());
    }
}
P
musl-gcc -o load load.c
{
    echo "published for linux-musl-x64: $(cd out && ls ./*.so), warnings: $(grep -c warning publish.log || true)"
    for library in libplain liblocal; do
        echo "$library.so needs: $(readelf -d $library.so | sed -n 's/.*NEEDED.*\[\(.*\)\]/\1/p' | paste -sd' ')"
    done
    ./load ./libplain.so ./liblocal.so | sed 's/: No such file.*//'
} | tee seen

cat >expected <<'P'
published for linux-musl-x64: ./libplain.so, warnings: 0
libplain.so needs: libc.so.6
liblocal.so needs: libc.so.6 ld-linux-x86-64.so.2
./libplain.so on musl: loads, answer 36
./liblocal.so on musl: Error loading shared library ld-linux-x86-64.so.2
P
diff expected seen && echo "as described (.NET SDK $(dotnet --version), $(dpkg-query -W -f='musl ${Version}' musl))"
