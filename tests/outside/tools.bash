# Shared by the scripts beside it, which source it; not a test itself (.ci/run
# takes *.sh only). It moves to the root of the repository, and gives them:
#   fail MESSAGE…       stop, with the message on stderr
#   build_nrt           build the program; prints its path
#   python_tools SPEC…  install packages from PyPI; prints where their commands are
#   debian_tools NAME…  install packages from Debian, where they are missing
# shellcheck shell=bash

cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit

fail() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

# Always through cargo: it does nothing where the program is fresh, and a stale
# program would prove nothing.
build_nrt() {
    local program=${CARGO_TARGET_DIR:-target}/release/nrt
    cargo build --release --locked --quiet >&2 || fail "the program does not build"
    [[ -x $program ]] || fail "no program at $program"
    realpath "$program"
}

# In a virtual environment under target/: nothing is installed on the machine.
# The versions are pinned by the caller, so a new release of a tool cannot break
# a build; where they are installed already, no network is needed.
python_tools() {
    local venv=target/outside/venv
    if [[ ! -x $venv/bin/pip ]]; then
        debian_python
        python3 -m venv --clear "$venv" >&2 || fail "python3 cannot make a virtual environment in $venv"
    fi
    "$venv/bin/pip" install --quiet --disable-pip-version-check --no-input "$@" >&2 \
        || fail "cannot install $* (pip says why above; is the package registry reachable?)"
    realpath "$venv/bin"
}

# A bare Debian has no python3, or one without venv. Only root can mend that.
debian_python() {
    if python3 -c 'import venv, ensurepip' 2>/dev/null; then
        return
    fi
    if [[ $EUID -ne 0 ]] || ! command -v apt-get >/dev/null; then
        fail "python3 with its venv module is needed (on Debian: apt-get install python3-venv)"
    fi
    apt-get update -qq >&2 || fail "apt-get update failed"
    apt-get install -y -qq python3-venv >&2 || fail "cannot install python3-venv"
}

# What Debian has, where it is missing. Each is PACKAGE, or PACKAGE:COMMAND, or PACKAGE:/FILE. Only
# root can install it; the caller need not be root where all is there.
debian_tools() {
    local missing=() tool package proof
    for tool in "$@"; do
        package=${tool%%:*} proof=${tool#*:}
        if [[ $proof == /* ]]; then
            [[ -e $proof ]] || missing+=("$package")
        else
            command -v "$proof" >/dev/null || missing+=("$package")
        fi
    done
    ((${#missing[@]} > 0)) || return 0
    if [[ $EUID -ne 0 ]] || ! command -v apt-get >/dev/null; then
        fail "${missing[*]} needed (on Debian: apt-get install ${missing[*]})"
    fi
    apt-get update -qq >&2 || fail "apt-get update failed"
    apt-get install -y -qq "${missing[@]}" >&2 || fail "cannot install ${missing[*]}"
}
