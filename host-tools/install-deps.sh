#!/bin/sh
# Installs the Debian packages that are missing; does nothing when all are there. NuGet packages come with the build.
set -eu

services=
packages="cmake make g++ libgtest-dev mosquitto mosquitto-clients procps zsh fish"
case "${1:-}" in
--format) packages="$packages clang-format-14" ;;
--xtensa) packages="$packages gcc-xtensa-lx106 binutils-xtensa-lx106 picolibc-xtensa-lx106-elf qemu-user" ;;
--arm64) packages="$packages qemu-user libc6-arm64-cross libstdc++6-arm64-cross libgcc-s1-arm64-cross" ;;
--cross)
    packages="$packages g++-aarch64-linux-gnu qemu-user g++-mingw-w64-x86-64-posix wine64 googletest"
    ;;
--brokers)
    packages="$packages rabbitmq-server nats-server"
    services="rabbitmq-server nats-server"
    ;;
--bench)
    packages="$packages xz-utils zstd brotli"
    command -v npm >/dev/null || packages="$packages nodejs npm"
    ;;
esac

missing=
for package in $packages; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
if [ -n "$missing" ]; then
    echo "installing:$missing"
    sudo=
    [ "$(id -u)" = 0 ] || sudo=sudo
    export DEBIAN_FRONTEND=noninteractive
    $sudo apt-get update -qq
    # shellcheck disable=SC2086
    $sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null
    # Tests start servers of their own: none that has just come runs as a service.
    for service in $services; do
        case "$missing " in
        *" $service "*) ! command -v systemctl >/dev/null || $sudo systemctl disable -q --now "$service" || true ;;
        esac
    done
fi
if ! command -v dotnet >/dev/null; then
    echo "error: the .NET 10 SDK is needed and Debian has no package of it: https://dotnet.microsoft.com/download" >&2
    exit 1
fi
