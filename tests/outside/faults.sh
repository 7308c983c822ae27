#!/usr/bin/env bash
# Proves what only a failing system shows: `nrt decide` under every failure that
# strace can inject into its own calls, one call at a time, and killed at each of
# them; then on a full disk. Whatever happens, decisions.toml is the old one or
# the new one, the exit code says which, nothing else stays, the repository is
# sound, and the same command succeeds once the failure is gone.
# Every other command that writes: writes.py, beside this script.
set -euo pipefail
# shellcheck disable=SC1091 # beside this file: shellcheck reads it on its own
source "$(dirname "$0")/tools.bash"

nrt=$(build_nrt)
debian_tools strace python3
strace -qq -o /dev/null true || fail "strace cannot trace here (is ptrace allowed?)"

scratch=$(mktemp -d)
trap 'umount "$scratch/disk" 2>/dev/null || true; rm -rf "$scratch"' EXIT

export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null HOME="$scratch" NRT_LANG=en LC_ALL=C
decision=(decide "Widen the scope" --body codir --decision "Member municipalities are in." --date 2026-11-03)
id=2026-11-03-widen-scope

# A project in a repository, with a change that the decision explains.
template=$scratch/template
mkdir "$template"
(
    cd "$template"
    printf 'format = 1\n\n[project]\ntitle = "T"\nlanguage = "en"\nmethod = "standard"\n' >nrt.toml
    printf '[codir]\nname = "Board"\nkind = "management-committee"\n' >bodies.toml
    printf 'coverage = ["authority"]\n' >scope.toml
    printf '# Ours.\n' >decisions.toml
    git init --quiet --initial-branch=main
    git config user.name "C. Vasseur"
    git config user.email c@rivemont.example
    git add .
    git commit --quiet -m Opens
    printf 'coverage = ["authority", "intercommunality"]\n' >scope.toml
)
# What the file becomes where nothing fails.
cp -r "$template" "$scratch/whole"
(cd "$scratch/whole" && "$nrt" "${decision[@]}" --no-commit >/dev/null 2>&1)
old=$template/decisions.toml new=$scratch/whole/decisions.toml
grep -q "^\[$id\]" "$new" || fail "the decision is not written where nothing fails"

work=$scratch/work
faults=0

# How nrt commits: not at all, by libgit2 (no git in the PATH), by the program.
run() {
    local mode=$1
    shift
    case $mode in
    file) (cd "$work" && "$@" "$nrt" "${decision[@]}" --no-commit) ;;
    libgit2) (cd "$work" && "$@" env PATH=/nowhere "$nrt" "${decision[@]}") ;;
    program) (cd "$work" && "$@" "$nrt" "${decision[@]}") ;;
    esac
}

left() { find "$work" -maxdepth 1 -name '*.nrt-tmp' | wc -l; }
recorded() { git -C "$work" show HEAD:decisions.toml 2>/dev/null | grep -c "^\[$id\]" || true; }

# One failure: MODE CALL WHAT N. False where the command makes no such call.
inject() {
    local mode=$1 call=$2 what=$3 n=$4 code=0 name="$1: $2:$3:when=$4"
    rm -rf "$work"
    cp -r "$template" "$work"
    run "$mode" strace -qq -o "$scratch/trace" -e trace="$call" -e inject="$call:$what:when=$n" \
        >"$scratch/out" 2>"$scratch/err" || code=$?
    grep -q INJECTED "$scratch/trace" || [[ $what == signal=* && $code -eq 137 ]] || return 1
    faults=$((faults + 1))
    local told
    told=$(<"$scratch/err")

    # The system could not even start the program.
    if ((code == 127)) && [[ $told == *"shared librar"* ]]; then
        cmp -s "$work/decisions.toml" "$old" || fail "$name: written by nobody"
        return 0
    fi

    # The old one or the new one, and the exit code says which.
    if cmp -s "$work/decisions.toml" "$new"; then
        if ((code == 2)) && [[ -n $told && $told != *"is written"* && $told != *"is recorded"* && $told != *"is made"* ]]; then
            fail "$name: written, and not said: $told"
        fi
    elif cmp -s "$work/decisions.toml" "$old"; then
        ((code != 0)) || fail "$name: nothing written, exit code 0"
    else
        fail "$name: decisions.toml is neither the old one nor the new one"
    fi
    if [[ $code -eq 0 && $mode != file && $(recorded) -ne 1 ]]; then
        fail "$name: exit code 0 and no commit"
    fi
    [[ $code -eq 0 || $code -eq 2 || $code -eq 137 ]] || fail "$name: exit code $code: $told"
    if ((code == 137)); then
        (($(left) <= 1)) || fail "$name: more than one temporary file stays"
    else
        (($(left) == 0)) || fail "$name: a temporary file stays"
    fi

    # A killed libgit2 leaves the locks of git's own, which the person is told of.
    local locks
    mapfile -t locks < <(find "$work/.git" -name '*.lock' ! -name nrt.lock)
    if ((${#locks[@]} > 0)); then
        ((code == 137)) || fail "$name: a lock stays: ${locks[*]}"
        if run "$mode" >/dev/null 2>"$scratch/err"; then
            [[ $mode == file ]] || fail "$name: it commits in spite of a lock"
        fi
        [[ $mode == file ]] || grep -qi lock "$scratch/err" || fail "$name: the lock is not told"
        rm -f "${locks[@]}"
    fi
    # Where the first one was recorded, a second one is another decision.
    local before
    before=$(recorded)
    run "$mode" >/dev/null 2>"$scratch/err" || fail "$name: then it fails: $(<"$scratch/err")"
    (($(left) == 0)) || fail "$name: a temporary file stays after the next run"
    if ((before == 0)); then
        cmp -s "$work/decisions.toml" "$new" || fail "$name: the next run does not give the same file"
    fi
    if [[ $mode != file ]]; then
        (($(recorded) == 1)) || fail "$name: the decision is not recorded in the end"
        local unsound
        unsound=$(git -C "$work" fsck --strict --no-dangling 2>&1) || fail "$name: git fsck: $unsound"
    fi
}

# Every call of a kind, until there is no more.
sweep() {
    local mode=$1 call=$2 what=$3 n
    for ((n = 1; n <= 200; n++)); do
        inject "$mode" "$call" "$what" "$n" || return 0
    done
    fail "$mode: $call:$what: more than 200 calls"
}

for mode in file libgit2 program; do
    for call in write fsync rename fchmod flock unlink link mkdir ftruncate pipe2; do
        for what in error=EIO error=ENOSPC error=EACCES signal=KILL; do
            sweep "$mode" "$call" "$what"
        done
    done
    # What is read: killed there, nothing differs from being killed at the write before.
    for call in openat read; do
        sweep "$mode" "$call" error=EIO
    done
done
((faults > 300)) || fail "only $faults failures were injected: does strace still inject?"
printf '  nrt decide: %s failures injected\n' "$faults"

# A disk that is really full. Not everywhere may one be mounted; ENOSPC was injected
# above all the same.
mkdir "$scratch/disk"
if mount -t tmpfs -o size=64k none "$scratch/disk" 2>/dev/null; then
    work=$scratch/disk
    cp "$template"/*.toml "$work"
    cp "$work/decisions.toml" "$scratch/before"
    dd if=/dev/zero of="$work/filler" bs=1k count=64 2>/dev/null || true
    if run file >/dev/null 2>"$scratch/err"; then
        fail "a full disk: exit code 0"
    fi
    grep -q "no space" "$scratch/err" || fail "a full disk is not told: $(<"$scratch/err")"
    cmp -s "$work/decisions.toml" "$scratch/before" || fail "a full disk: decisions.toml is not the old one"
    (($(left) == 0)) || fail "a full disk: a temporary file stays"
    rm "$work/filler"
    run file >/dev/null 2>&1 || fail "a full disk, then room: it fails"
    echo "  nrt decide: on a full disk, nothing is written; with room again, it is"
else
    echo "  nrt decide: no disk may be mounted here, so no full one was tried"
fi

python3 tests/outside/writes.py "$nrt"
