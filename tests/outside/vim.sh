#!/usr/bin/env bash
# Proves that the lines which the README gives for Vim do in Vim what it says:
# `:make` lists what is wrong in the saved files, `:Nrt` what is wrong in a text
# that is not saved, each at its place in its file; and no file is written. The
# folder has a space and an accent, and Vim works in another one.
set -euo pipefail
# shellcheck disable=SC1091 # beside this file: shellcheck reads it on its own
source "$(dirname "$0")/tools.bash"

nrt=$(build_nrt)
debian_tools vim
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
project="$scratch/la démarche"
cp -R example-project "$project"
mkdir -p "$scratch/bin" "$scratch/home/.vim/compiler" "$scratch/elsewhere"
ln -s "$nrt" "$scratch/bin/nrt"

# block PAGE: the lines that it gives for Vim.
block() {
    sed -n '/^```vim$/,/^```$/{/^```/d;p;}' "$1"
}
[[ -n $(block README.md) ]] || fail "README.md gives nothing for Vim"
[[ $(block README.md) == "$(block docs/README.en.md)" ]] || fail "the two pages give other lines"
block README.md >"$scratch/home/.vim/compiler/nrt.vim"

sed -i 's/^date = 2026-12-10$/date = 2026-12-40/' "$project/milestones.toml"
cp -R "$project" "$scratch/before"
cat >"$scratch/session.vim" <<'SESSION'
set encoding=utf-8
let s:line = {_, e -> printf('%s:%d:%d %s', fnamemodify(bufname(e.bufnr), ':t'), e.lnum, e.col, e.text)}
let s:list = {-> map(filter(getqflist(), 'v:val.valid'), s:line)}
execute 'edit' fnameescape($PROJECT .. '/milestones.toml')
compiler nrt
silent make!
call writefile(s:list(), 'made')
" Not saved: the date is right again, and somebody is called by another name.
%substitute/2026-12-40/2026-12-10/
%substitute/"dgs"/"dgz"/
Nrt
call writefile(s:list(), 'checked')
cfirst
call writefile([expand('%:t') .. ' ' .. getline('.')], 'first')
qall!
SESSION
(
    cd "$scratch/elsewhere"
    export HOME="$scratch/home" PATH="$scratch/bin:$PATH" PROJECT="$project" LC_ALL=C.UTF-8 NRT_LANG=fr
    timeout 60 vim -N -u NONE -i NONE -c "source $scratch/session.vim" </dev/null >"$scratch/screen" 2>&1
) || fail "vim fails: $(cat "$scratch/screen")"

# has LIST TEXT: a finding that is listed.
has() {
    grep -qF "$2" "$scratch/elsewhere/$1" || fail "no « $2 » in: $(cat "$scratch/elsewhere/$1")"
}
has made "milestones.toml:116:8 erreur invalid-toml"
has made "nrt.toml:46:7 info unusual-duration"
echo "  :make lists what is saved, each finding in its file"
has checked "milestones.toml:28:17 erreur dangling-reference"
has checked "stakeholders.toml:116:2 avertissement no-bilateral"
grep -q invalid-toml "$scratch/elsewhere/checked" && fail "what is saved is checked instead"
has first 'milestones.toml participants = ["dgz"'
echo "  :Nrt lists what is not saved, the findings of the file first"
diff -r "$scratch/before" "$project" || fail "a file was written"
