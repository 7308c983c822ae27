#!/usr/bin/env bash
# Proves what only a terminal shows: the questions of `nrt init` and `nrt decide`,
# answered key by key through a pseudo-terminal, on a screen that an emulator
# draws; and a commit signed with a real SSH key, verified by git. The session of
# a new user is compared with tests/init/session.*.txt (NRT_BLESS=1 writes them);
# and `nrt check --watch` beside an editor, whose results take each other's place.
# No network but for the packages.
set -euo pipefail
# shellcheck disable=SC1091 # beside this file: shellcheck reads it on its own
source "$(dirname "$0")/tools.bash"

nrt=$(build_nrt)
tools=$(python_tools pexpect==4.9.0 pyte==0.8.2)
if ! command -v ssh-keygen >/dev/null; then
    if [[ $EUID -ne 0 ]] || ! command -v apt-get >/dev/null; then
        fail "ssh-keygen is needed (on Debian: apt-get install openssh-client)"
    fi
    apt-get update -qq >&2 || fail "apt-get update failed"
    apt-get install -y -qq openssh-client >&2 || fail "cannot install openssh-client"
fi
# The clock of one program alone, set to before midnight.
debian_tools faketime

"$tools/python" tests/outside/terminal.py "$nrt" example-project
"$tools/python" tests/outside/new_user.py "$nrt" tests/init
"$tools/python" tests/outside/watch.py "$nrt" example-project
