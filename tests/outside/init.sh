#!/usr/bin/env bash
# Proves what only an interruption shows: `nrt init` is killed by strace at each of
# the calls that put a file in its place, one at a time, and at those that make a
# folder; then each third one is made to fail. Whatever is left, no file of it is
# half written, and the same command completes it: the files of a run that nothing
# cut short, a sound repository, nothing else.
set -euo pipefail
# shellcheck disable=SC1091 # beside this file: shellcheck reads it on its own
source "$(dirname "$0")/tools.bash"

nrt=$(build_nrt)
debian_tools strace
strace -qq -o /dev/null true || fail "strace cannot trace here (is ptrace allowed?)"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export HOME="$scratch" GIT_CONFIG_NOSYSTEM=1 NRT_LANG=fr LC_ALL=C
git config --global user.name "C. Vasseur"
git config --global user.email c@rivemont.example
start=(init projet --name Rivemont --kind commune --population 12000 --it-department oui)

whole=$scratch/whole
mkdir "$whole"
(cd "$whole" && "$nrt" "${start[@]}" >/dev/null)

# complete WHAT: the folder is that of a run that nothing cut short.
complete() {
    diff -r --exclude=.git "$whole/projet" "$work/projet" >/dev/null || fail "$1: other files"
    git -C "$work/projet" fsck --strict >/dev/null 2>&1 || fail "$1: a damaged repository"
    [[ -z $(find "$work" -name '*.nrt-tmp') ]] || fail "$1: something temporary is left"
}

# halves WHAT: no file that is there under its own name differs from the whole one.
halves() {
    local file
    while IFS= read -r file; do
        cmp -s "$work/$file" "$whole/$file" || fail "$1: $file is half written"
    done < <(cd "$work" && find projet -type f -not -path '*/.git*/*' -not -name '*.nrt-tmp')
}

work=$scratch/work
cut=0
# cut_short CALL FAULT STEP: the calls of that name, each STEPth of them.
cut_short() {
    local call=$1 fault=$2 step=$3 n what met=0
    for ((n = 1; ; n += step)); do
        rm -rf "$work"
        mkdir "$work"
        (
            cd "$work"
            strace -qq -o "$scratch/trace" -e "trace=$call" -e "inject=$call:$fault:when=$n" \
                "$nrt" "${start[@]}"
            exit $?
        ) >/dev/null 2>&1 || true
        grep -q -e INJECTED -e KILL "$scratch/trace" || break
        cut=$((cut + 1)) met=1
        what="$call number $n, $fault"
        [[ ! -d $work/projet ]] || halves "$what"
        if [[ ! -e $work/projet/nrt.toml ]]; then
            (cd "$work" && "$nrt" "${start[@]}" >/dev/null) || fail "$what: a second run fails"
        fi
        complete "$what"
    done
    [[ $met == 1 ]] || fail "no $call was met"
}

cut_short rename signal=KILL 1
cut_short mkdir signal=KILL 2
cut_short rename error=EIO 3
cut_short mkdir error=ENOSPC 3
echo "  nrt init: cut short $cut times, completed each time"
