#!/bin/bash
# The quick start of README.md, command by command, as somebody new runs it: in an empty home, with an empty
# environment, as a user who cannot write to the checkout. Fails if a command fails, says nothing or shows a stack
# trace.
#
# usage: host-tools/newcomer.sh [PACKAGES]
#   The tool is that of the checkout, built before; with PACKAGES, a folder of packages, README's own installation.
#   SQNET_SHARED (default: ../shared) holds published models and photos; what they lack is skipped, and
#   said to be.
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
packages=${1:+$(cd "$1" && pwd)}
shared=${SQNET_SHARED:-$root/../shared}
port=1883
work=$(mktemp -d)
home=$work/home
pids=
passed=0
failed=0
skipped=0

stop() {
    for pid in $pids; do
        kill "$pid" 2>/dev/null
    done
    wait 2>/dev/null
    rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT TERM

pass() { passed=$((passed + 1)); echo "ok       $1"; }
fail() { failed=$((failed + 1)); echo "FAILED   $1"; }
skip() { skipped=$((skipped + 1)); echo "skipped  $1"; }

# What is between the backquotes of the quick start's shell blocks.
commands() {
    awk '/^## / { here = /^## Quick start/ }
        here && /^```/ { inside = ($0 == "```sh"); next }
        here && inside && NF { sub(/ +# .*/, ""); print }' "$root/README.md"
}

# Runs a line as the newcomer.
as_newcomer() {
    local user=()
    [ "$(id -u)" -ne 0 ] || user=(setpriv --reuid nobody --regid nogroup --clear-groups --no-new-privs)
    (cd "$home" && "${user[@]}" env -i HOME="$home" PATH="$work/bin:$home/.dotnet/tools:$dotnet:/usr/bin:/bin" \
        DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 ${mirror:+SQNET_MODELS_URL=$mirror} bash -c "$1" </dev/null)
}

# A line of the quick start: what it must do, whatever it is. With a second word, one that stands in for README's.
try() {
    local log=$work/log code output name=${2:+$2: }$1
    as_newcomer "$1" >"$log" 2>&1
    code=$?
    output=$(sed -n 's/.* -o \([^ ]*\).*/\1/p' <<<"$1")
    if [ $code -ne 0 ]; then
        fail "$name   (exit code $code)"
    elif [ ! -s "$log" ]; then
        fail "$name   (it says nothing)"
    elif grep -qE '^ +at [A-Z]|Unhandled exception|^error' "$log"; then
        fail "$name   (an error or a stack trace)"
    elif [ -n "$output" ] && [ ! -s "$home/$output" ]; then
        fail "$name   (no $output)"
    else
        pass "$name"
        return
    fi
    sed 's/^/         /' "$log" | tail -n 20
}

# What the newcomer must have read in the answer to the last command.
expect() {
    grep -qE -- "$1" "$work/log" && pass "  says '$1'" || fail "  does not say '$1'"
}

# The files of a folder on a free port of this computer, for `sqnet pull`.
start_mirror() {
    perl -MIO::Socket::INET -e '
        my ($folder, $say) = @ARGV;
        my $server = IO::Socket::INET->new(Listen => 8, LocalAddr => "127.0.0.1", ReuseAddr => 1) or die $!;
        open my $out, ">", "$say.new" or die $!; print $out $server->sockport; close $out; rename "$say.new", $say;
        while (my $client = $server->accept) {
            my ($name) = (<$client> // "") =~ m{^GET \S*/([\w.-]+) };
            while (defined(my $line = <$client>)) { last if $line =~ /^\r?\n$/ }
            my $body = "";
            my $found = defined $name && open my $file, "<:raw", "$folder/$name";
            if ($found) { local $/; $body = <$file>; }
            print $client "HTTP/1.1 ", $found ? "200 OK" : "404 Not Found", "\r\nContent-Length: ", length $body,
                "\r\nConnection: close\r\n\r\n", $body;
            close $client;
        }' "$work/mirror" "$work/port" &
    pids="$pids $!"
    for _ in $(seq 100); do
        [ -s "$work/port" ] && break
        sleep 0.1
    done
    mirror=http://127.0.0.1:$(cat "$work/port")/
}

# A broker where README expects one; nobody else's is used.
start_broker() {
    local broker
    broker=$(PATH=$PATH:/usr/sbin command -v mosquitto) || return 1
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && return 1
    printf 'listener %s 127.0.0.1\nallow_anonymous true\n' "$port" >"$work/mosquitto.conf"
    "$broker" -c "$work/mosquitto.conf" >/dev/null 2>&1 &
    pids="$pids $!"
    for _ in $(seq 100); do
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && return 0
        sleep 0.1
    done
    return 1
}

install_tool() {
    if [ -n "$packages" ]; then
        mkdir "$home/artifacts"
        cp -r "$packages" "$home/artifacts/packages"
        return
    fi
    cp -r "$root/host-tools/sqnet/bin/Debug/net10.0" "$work/tool"
    printf '#!/bin/sh\nexec dotnet "%s" "$@"\n' "$work/tool/sqnet.dll" >"$work/bin/sqnet"
    chmod +x "$work/bin/sqnet"
}

# The newcomer's photos and the publisher's files, as far as they are at hand.
prepare_published() {
    [ -d "$shared/models" ] && [ -d "$shared/images/calibration" ] || return 1
    mkdir -p "$work/mirror" "$home/photos"
    cp "$shared/models/squeezenet_v1.0_deep_compression.net" "$work/mirror/compressed_SqueezeNet.net"
    [ ! -f "$shared/models/squeezenet1.1-7.onnx" ] || cp "$shared/models/squeezenet1.1-7.onnx" "$work/mirror"
    find "$shared/images/calibration" -name '*.jpg' | sort | awk 'NR % 5 == 0' | xargs cp -t "$home/photos"
    start_mirror
}

# A line with squeezenet1.1. Where the mirror lacks it, README's line is skipped, and the same with squeezenet1.0 is a
# check of its own.
try_published() {
    if [ -f "$work/mirror/squeezenet1.1-7.onnx" ]; then
        try "$1"
        return
    fi
    skip "$1   (no squeezenet1.1-7.onnx in $shared/models)"
    try "$(sed 's/squeezenet1\.1-7\.onnx/compressed_SqueezeNet.net/; s/squeezenet1\.1/squeezenet1.0/; s/v11/v10/' \
        <<<"$1")" "not README's"
}

step() {
    local line=$1
    case $line in
        "make pack "* | "make pack") skip "$line   (whoever calls this has done it)" ;;
        "dotnet tool install "*)
            [ -n "$packages" ] && { try "$line"; return; }
            skip "$line   (the tool is the checkout's; name a folder of packages)" ;;
        *" --broker-host "*)
            [ -n "$published" ] && [ -n "$broker" ] && { try_published "$line"; return; }
            skip "$line   (no mosquitto on a free port $port, or no published models)" ;;
        "sqnet pull "* | *squeezenet1.1* | *v11.sqnt*)
            [ -n "$published" ] || { skip "$line   (no published models in $shared: needs the network)"; return; }
            try_published "$line" ;;
        *) try "$line" ;;
    esac
    case $line in
        *" plan "*) [ "${line#*v11}" != "$line" ] && [ -z "$published" ] || expect '^PASS' ;;
        *" run "*heart*) expect 'heart' ;;
        *" eval "*) expect 'top-1' ;;
    esac
}

dotnet=$(dirname "$(command -v dotnet)") || { echo "error: no dotnet" >&2; exit 4; }
mkdir -p "$work/bin" "$home"
mirror=
install_tool
published=
prepare_published && published=yes
broker=
start_broker && broker=yes
chmod -R a+rX "$work"
[ "$(id -u)" -ne 0 ] || chown -R nobody "$home"

mapfile -t lines < <(commands)
[ "${#lines[@]}" -ge 5 ] && pass "README.md has a quick start of ${#lines[@]} lines" ||
    fail "README.md has no quick start"
if [ "$(id -u)" -eq 0 ]; then
    as_newcomer "touch '$root/newcomer-was-here'" 2>/dev/null && fail "the newcomer can write to the checkout" ||
        pass "the newcomer cannot write to the checkout"
else
    skip "another user's home: that needs root; this runs as $(id -un)"
fi
for line in "${lines[@]}"; do
    step "$line"
done
[ -z "$published" ] || {
    [ "$(wc -l <"$home/imagenet-labels.txt")" -eq 1000 ] && pass "1000 labels lie beside the pulled model" ||
        fail "no 1000 labels beside the pulled model"
}
echo "newcomer: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
