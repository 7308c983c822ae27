#!/usr/bin/env bash
# Proves that editors understand a project with no setting: taplo and tombi, the
# two engines behind the TOML support of editors, find the configuration and the
# schemas in the folder itself, offline, and accept the example project and those
# that `nrt init` makes, which they would not format otherwise. A wrong
# value must then be complained about, at its line: it shows that the schema is
# used, and that "no complaint" means something.
set -euo pipefail
# shellcheck disable=SC1091 # beside this file: shellcheck reads it on its own
source "$(dirname "$0")/tools.bash"

nrt=$(build_nrt)
tools=$(python_tools taplo==0.9.3 tombi==1.9.6)

# Nothing of the machine's own may help or hinder: not its settings, not its
# cache of schemas, and no network (a proxy that is not there refuses it all;
# tombi's --offline would be a setting, and an editor does not give it).
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
lint() {
    local tool=$1 project=$2 home=$scratch/home nowhere=http://127.0.0.1:9
    local command=("$tools/$tool" lint) file
    (
        cd "$project"
        if [[ $tool == tombi ]]; then
            # Tombi only warns of a key that the schema does not know.
            command+=(--error-on-warnings)
            for file in *.toml; do
                dated_ids "$file" || command+=("$file")
            done
        fi
        unset TAPLO_CONFIG TOMBI_CONFIG
        export HOME="$home" XDG_CONFIG_HOME="$home" XDG_CACHE_HOME="$home"
        export http_proxy="$nowhere" https_proxy="$nowhere" all_proxy="$nowhere"
        "${command[@]}" 2>&1
    )
}

# dated_ids FILE: whether tombi cannot read it for a fault of its own: up to the
# version used here it takes the bare key 2026-10-20-perimetre, which is sound
# TOML, for a broken date. Such a file is left to taplo, and that is said below.
dated_ids() {
    grep -qE '^\[[0-9]{4}-[0-9]{2}-[0-9]{2}[-_]' "$1"
}

# accepts TOOL PROJECT
accepts() {
    local answer file
    answer=$(lint "$1" "$2") || fail "$1 complains about $2: $answer"
    echo "  $1 accepts $2"
    for file in "$2"/*.toml; do
        if [[ $1 == tombi ]] && dated_ids "$file"; then
            echo "  (without $(basename "$file"): tombi cannot read its ids)"
        fi
    done
}

# copy: the example and the schemas it points at, as they lie here; prints where.
copy() {
    rm -rf "$scratch/copy"
    mkdir "$scratch/copy"
    cp -R example-project schema "$scratch/copy"
    echo "$scratch/copy/example-project"
}

# fresh LANGUAGE: a new project in that language, made by `nrt init`; prints where.
fresh() {
    local folder=$scratch/fresh-$1
    rm -rf "$folder"
    "$nrt" --lang "$1" init "$folder" --name "Rivemont Agglomération" \
        --kind communaute-agglomeration --population 86400 --it-department yes >/dev/null
    echo "$folder"
}

# formatted TOOL PROJECT: formatting it, as an editor does on saving, changes nothing.
formatted() {
    local command=("$tools/$1")
    if [[ $1 == taplo ]]; then command+=(fmt --check); else command+=(format --check); fi
    (cd "$2" && "${command[@]}" >/dev/null 2>&1) || fail "$1 would format $2 otherwise"
    echo "  $1 has nothing to format there"
}

# complains TOOL FILE KEY VALUE: a copy of the example with the first value of
# that key replaced is refused, at the line that was changed.
complains() {
    local tool=$1 file=$2 key=$3 value=$4 copy line answer
    copy=$(copy)
    line=$(grep -nm1 "^$key *=" "$copy/$file" | cut -d: -f1)
    [[ -n $line ]] || fail "example-project/$file has no \`$key\`"
    sed -i "${line}s|.*|$key = $value|" "$copy/$file"
    if answer=$(lint "$tool" "$copy"); then
        fail "$tool accepts \`$key = $value\` in $file: the schema is not used"
    fi
    [[ $answer == *"$file:$line:"* ]] \
        || fail "$tool fails, but not at $file:$line: $answer"
    echo "  $tool refuses \`$key = $value\` in $file"
}

for tool in taplo tombi; do
    "$tools/$tool" --version
    accepts "$tool" example-project
    # The copy itself is sound: what is refused below is the change, not the place.
    accepts "$tool" "$(copy)"
    for language in fr en; do
        project=$(fresh "$language")
        accepts "$tool" "$project"
        formatted "$tool" "$project"
    done
    # A value the list does not have, then values of the wrong type.
    complains "$tool" milestones.toml kind '"nonsense"'
    complains "$tool" milestones.toml title 12
    complains "$tool" milestones.toml date '"10/12/2026"'
    complains "$tool" nrt.toml population '"many"'
done
