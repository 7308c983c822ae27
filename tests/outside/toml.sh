#!/usr/bin/env bash
# Edits odd documents with the program, and reads them with a TOML 1.0 parser of another language:
# Python's own tomllib. What must hold: see toml.py.
set -euo pipefail
# shellcheck disable=SC1091 # beside this file: shellcheck reads it on its own
source "$(dirname "$0")/tools.bash"

nrt=$(build_nrt)
debian_tools python3
python3 -c 'import tomllib' 2>/dev/null || fail "python3 3.11 or later is needed, for its tomllib"
python3 tests/outside/toml.py "$nrt"
