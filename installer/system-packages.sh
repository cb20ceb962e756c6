#!/bin/sh
# Installs the system packages that a goal needs (demo, test, bundle) where this user may, and
# otherwise prints the one line to run. It never stops the goal: what is missing only makes that
# goal leave something out or say so itself. A second call finds nothing missing and ends at once.
#
# usage: system-packages.sh GOAL STATE_FOLDER

goal=$1
state=$2/.system-$goal

offscreen="libgl1 libegl1 libglib2.0-0 libfontconfig1 libxkbcommon0 libx11-6 libdbus-1-3"
screen="libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-xkb1 libxcb-shape0 libxcb-randr0
 libxcb-render-util0 libxcb-image0 libxcb-sync1 libxcb-xfixes0 libxkbcommon-x11-0 libx11-xcb1"

# The system's own Python leaves out the shared library that a bundle carries.
shared_python() {
    "$1/bin/python" -c 'import sys
if sys.base_prefix == "/usr": print("libpython%d.%d" % sys.version_info[:2])' 2>/dev/null
}

case $goal in
    demo) wanted="$offscreen $screen" ;;
    test) wanted="$offscreen $screen xvfb xauth at-spi2-core dbus chromium postgresql" ;;
    bundle) wanted="$offscreen $screen binutils $(shared_python "$2")" ;;
    *) echo "system-packages.sh: unknown goal '$goal'" >&2; exit 2 ;;
esac

command -v dpkg-query >/dev/null 2>&1 || exit 0

installed() {
    # Newer releases carry some libraries under a name ending in t64.
    dpkg-query --show --showformat '${db:Status-Status}\n' "$1" "$1t64" 2>/dev/null |
        grep -qx installed
}

missing_packages() {
    for package in $wanted; do
        installed "$package" || printf '%s ' "$package"
    done
}

missing=$(missing_packages)
[ -z "$missing" ] && exit 0

line="apt-get install --no-install-recommends $missing"
say() {
    echo "Missing system packages: $missing" >&2
    echo "Install them with: sudo $line" >&2
}

# What could not be had last time is not asked for again, so that a second call stays quick.
if [ "$(cat "$state" 2>/dev/null)" = "$missing" ]; then
    say
    exit 0
fi

if [ "$(id -u)" = 0 ]; then
    as_root=""
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    say
    exit 0
fi

install() {
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends "$@" >/dev/null 2>&1
}

echo "Installing system packages: $missing" >&2
# shellcheck disable=SC2086
install $missing || {
    $as_root apt-get update --quiet >/dev/null 2>&1
    # One by one, so that a package this release does not have holds back none of the others.
    for package in $missing; do
        install "$package"
    done
}

missing=$(missing_packages)
printf '%s' "$missing" >"$state"
[ -z "$missing" ] || say
exit 0
