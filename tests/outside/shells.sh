#!/usr/bin/env bash
# Real shells complete real command lines, on a pseudo-terminal: bash with and without
# bash-completion, zsh, fish; hostile ids and branches stay letters. PowerShell is not to be had from
# the package registries: its script is parsed only. The manual pages pass under
# mandoc, groff and man-db. No network but for the packages.
set -euo pipefail
# shellcheck disable=SC1091 # beside this file: shellcheck reads it on its own
source "$(dirname "$0")/tools.bash"

nrt=$(build_nrt)
tools=$(python_tools pexpect==4.9.0 pyte==0.8.2 tree-sitter==0.26.1 tree-sitter-powershell==0.26.4)
debian_tools zsh fish mandoc groff man-db:man \
    bash-completion:/usr/share/bash-completion/bash_completion locales:/usr/share/i18n/locales/fr_FR

"$tools/python" tests/outside/shells.py "$nrt" example-project

pages=$(mktemp -d)
trap 'rm -rf "$pages"' EXIT
"$nrt" -q man "$pages" >/dev/null
count=0
while IFS= read -r page; do
    said=$(mandoc -T lint "$page") || fail "mandoc: $said"
    [[ -z $said ]] || fail "mandoc: $said"
    said=$(groff -K utf8 -man -Tutf8 -ww -z "$page" 2>&1) || fail "groff: $said"
    [[ -z $said ]] || fail "groff: $said"
    said=$(lexgrog "$page") || fail "$page has no name and description that man-db finds"
    count=$((count + 1))
done < <(find "$pages" -name '*.[15]')
((count > 20)) || fail "only $count pages"

# man chooses the language, finds sections and shows accents. The French locale is made for this.
locales=$(mktemp -d)
trap 'rm -rf "$pages" "$locales"' EXIT
localedef -i fr_FR -f UTF-8 "$locales/fr_FR.UTF-8" || fail "no French locale"
page=$(LOCPATH=$locales LC_ALL=fr_FR.UTF-8 MANPATH=$pages MANWIDTH=100 man --warnings nrt-check 2>&1)
grep -q 'CODES DE SORTIE' <<<"$page" || fail "man does not choose the French page: $page"
grep -q 'Vérifie le projet avant un comité' <<<"$page" || fail "man loses accents: $page"
page=$(LC_ALL=C.UTF-8 MANPATH=$pages MANWIDTH=100 man --warnings 5 nrt.toml 2>&1)
grep -q 'SEE ALSO' <<<"$page" || fail "man does not choose the English page: $page"
printf 'manual: %s pages without a warning\n' "$count"
