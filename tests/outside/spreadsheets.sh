#!/usr/bin/env bash
# Proves that spreadsheets and calendars cross between nrt and programs that share
# no code with it: LibreOffice, openpyxl, odfpy, Python's csv and icalendar. What
# they write is taken in by `nrt import`; what nrt exports is read by them, with
# the same cells and the same events. A file that was spoilt must be refused, or
# "the same" would mean nothing. No network but for the packages.
set -euo pipefail
# shellcheck disable=SC1091 # beside this file: shellcheck reads it on its own
source "$(dirname "$0")/tools.bash"

nrt=$(build_nrt)
tools=$(python_tools openpyxl==3.1.5 odfpy==1.4.1 icalendar==7.3.2)
if ! command -v soffice >/dev/null; then
    if [[ $EUID -ne 0 ]] || ! command -v apt-get >/dev/null; then
        fail "LibreOffice Calc is needed (on Debian: apt-get install libreoffice-calc-nogui)"
    fi
    apt-get update -qq >&2 || fail "apt-get update failed"
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        libreoffice-calc-nogui >&2 || fail "cannot install libreoffice-calc-nogui"
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Its own settings, so that neither the machine's nor a program that is open count.
export HOME=$scratch NRT_LANG=fr LC_ALL=C.UTF-8
timeout 300 "$tools/python" tests/outside/spreadsheets.py "$nrt" example-project "$scratch"
