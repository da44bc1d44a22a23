# Reads "topic payload" lines of mosquitto_sub; the true class is the number a frame's name begins with.
function value(text, key,    rest) {
    if (!match(text, "\"" key "\":")) {
        return ""
    }
    rest = substr(text, RSTART + RLENGTH)
    if (substr(rest, 1, 1) == "\"") {
        rest = substr(rest, 2)
        return substr(rest, 1, index(rest, "\"") - 1)
    }
    match(rest, /^[-0-9.e]+/)
    return substr(rest, 1, RLENGTH)
}

BEGIN {
    printf "%4s  %-30s  %-14s  %11s  %7s\n", "seq", "frame", "received label", "probability", "ms"
}

$1 ~ /\/status$/ {
    status[++statuses] = $0
}

$1 ~ /\/label$/ {
    frame = value($0, "frame")
    right = (value($0, "index") + 0 == frame + 0)
    hits += right
    total++
    printf "%4d  %-30s  %-14s  %11.4f  %7.1f%s\n", value($0, "seq"), frame, value($0, "label"), \
        value($0, "probability"), value($0, "ms"), right ? "" : "   WRONG"
}

END {
    for (i = 1; i <= statuses; i++) {
        print status[i]
    }
    if (total == 0) {
        print "error: the subscriber received no label" > "/dev/stderr"
        exit 1
    }
    printf "\naccuracy: %d of %d frames (%.1f %%)\n", hits, total, 100 * hits / total
}
