#!/usr/bin/env bash
# Merging under a failing system: the merge driver, `nrt merge` and `nrt git setup`
# under every failure that strace can inject into their own calls, one at a time,
# and killed at each of them; then on a full disk. A file is the old one or the new
# one, the driver's exit code says which, and no side is ever lost.
set -euo pipefail
# shellcheck disable=SC1091 # beside this file: shellcheck reads it on its own
source "$(dirname "$0")/tools.bash"

nrt=$(build_nrt)
debian_tools strace
strace -qq -o /dev/null true || fail "strace cannot trace here (is ptrace allowed?)"

scratch=$(mktemp -d)
trap 'umount "$scratch/disk" 2>/dev/null || true; rm -rf "$scratch"' EXIT
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null HOME="$scratch" NRT_LANG=en LC_ALL=C

# A project with a merge that git gave up, and the three versions beside it.
template=$scratch/template
mkdir "$template"
versions=$scratch/versions
mkdir "$versions"
(
    cd "$template"
    printf 'format = 1\n\n[project]\ntitle = "T"\nlanguage = "en"\nmethod = "standard"\n' >nrt.toml
    printf '[board]\nname = "Board"\nkind = "council"\n' >bodies.toml
    cp bodies.toml "$versions/base"
    git init --quiet --initial-branch=main
    git config user.name "C. Vasseur"
    git config user.email c@rivemont.example
    git add .
    git commit --quiet -m Opens
    git checkout --quiet -b other
    printf '[board]\nname = "Board"\nkind = "executive-board"\n' >bodies.toml
    cp bodies.toml "$versions/theirs"
    git commit --quiet -am Other
    git checkout --quiet main
    printf '[board]\nname = "Great board"\nkind = "council"\n' >bodies.toml
    cp bodies.toml "$versions/ours"
    git commit --quiet -am Main
    if git merge --quiet other >/dev/null 2>&1; then exit 1; fi
) || fail "git did not give up"
printf '[board]\nname = "Great board"\nkind = "executive-board"\n' >"$scratch/merged"
cp "$template/bodies.toml" "$scratch/marked"
cp "$template/.git/config" "$scratch/config"

work=$scratch/work
faults=0
left() { find "$work" -name '*.nrt-tmp' | wc -l; }

# What a command leaves: COMMAND FILE OLD NEW.
driver() { (cd "$work" && "$@" "$nrt" git merge-driver base ours theirs 7 bodies.toml); }
settle() { (cd "$work" && "$@" "$nrt" merge); }
setup() { (cd "$work" && "$@" "$nrt" git setup --yes --hooks); }

fresh() {
    rm -rf "$work"
    if [[ $1 == driver ]]; then cp -r "$versions" "$work"; else cp -r "$template" "$work"; fi
}

inject() {
    local command=$1 file=$2 old=$3 new=$4 call=$5 what=$6 n=$7 code=0
    local name="$command: $call:$what:when=$n"
    fresh "$command"
    "$command" strace -qq -o "$scratch/trace" -e trace="$call" -e inject="$call:$what:when=$n" \
        >"$scratch/out" 2>"$scratch/err" || code=$?
    grep -q INJECTED "$scratch/trace" || [[ $what == signal=* && $code -eq 137 ]] || return 1
    faults=$((faults + 1))
    if ((code == 127)) && grep -q "shared librar" "$scratch/err"; then return 0; fi
    if cmp -s "$work/$file" "$new"; then
        :
    elif cmp -s "$work/$file" "$old"; then
        ((code != 0)) || fail "$name: nothing written, exit code 0"
        [[ $command != driver || $code -ge 129 ]] || fail "$name: exit code $code, and git would take our side for the result"
    else
        fail "$name: $file is neither the old one nor the new one"
    fi
    if ((code != 137)); then
        (($(left) == 0)) || fail "$name: a temporary file stays"
    else
        (($(left) <= 1)) || fail "$name: more than one temporary file stays"
    fi
    if [[ $command == setup ]]; then
        # Whatever was installed, it is taken out again.
        rm -f "$work/.git/config.lock"
        "$nrt" -C "$work" git remove >/dev/null 2>"$scratch/err" || fail "$name: then it is not taken out: $(<"$scratch/err")"
        cmp -s "$work/.git/config" "$scratch/config" || fail "$name: the configuration is not as before"
        [[ ! -e $work/.git/hooks/post-merge ]] || fail "$name: a hook stays"
        [[ ! -e $work/.gitattributes ]] || fail "$name: .gitattributes stays"
    fi
}

sweep() {
    local n
    for ((n = 1; n <= 200; n++)); do
        inject "$@" "$n" || return 0
    done
    fail "$1: $5:$6: more than 200 calls"
}

cp -r "$template" "$work" && setup >/dev/null 2>&1 && cp "$work/.git/config" "$scratch/installed"
for what in error=EIO error=ENOSPC error=EACCES signal=KILL; do
    for call in write fsync rename fchmod unlink openat read; do
        case $call:$what in openat:error=E[NA]* | read:error=E[NA]*) continue ;; esac
        sweep driver ours "$versions/ours" "$scratch/merged" "$call" "$what"
    done
    for call in write fsync rename fchmod flock unlink; do
        sweep settle bodies.toml "$scratch/marked" "$scratch/merged" "$call" "$what"
        sweep setup .git/config "$scratch/config" "$scratch/installed" "$call" "$what"
    done
done
((faults > 100)) || fail "only $faults failures were injected: does strace still inject?"
printf '  merging: %s failures injected\n' "$faults"

# A disk that is really full, with git itself: it stops, or has both sides.
mkdir "$scratch/disk"
if mount -t tmpfs -o size=64k none "$scratch/disk" 2>/dev/null; then
    work=$scratch/disk
    cp "$versions"/* "$work"
    dd if=/dev/zero of="$work/filler" bs=1k count=64 2>/dev/null || true
    code=0
    driver >/dev/null 2>&1 || code=$?
    ((code == 200)) || fail "a full disk: exit code $code"
    cmp -s "$work/ours" "$versions/ours" || fail "a full disk: our side is not what it was"
    (($(left) == 0)) || fail "a full disk: a temporary file stays"
    rm "$work/filler"
    driver >/dev/null 2>&1 || fail "a full disk, then room: it fails"
    cmp -s "$work/ours" "$scratch/merged" || fail "a full disk, then room: it is not merged"
    echo "  the merge driver: on a full disk git is told to restore everything; with room again, it merges"
else
    echo "  merging: no disk may be mounted here, so no full one was tried"
fi
