#!/usr/bin/env bash
# Proves that the JSON nrt prints is what its published schemas promise, by a
# validator that shares no code with nrt (check-jsonschema, in Python): every
# document must be accepted, and a document that lacks a field refused, for
# "unknown is null, never missing". Without the second half, a schema that
# accepts everything would pass.
set -euo pipefail
# shellcheck disable=SC1091 # beside this file: shellcheck reads it on its own
source "$(dirname "$0")/tools.bash"

on=2026-11-23
schemas=schema/json
documents=target/outside/json

nrt=$(build_nrt)
tools=$(python_tools check-jsonschema==0.39.0)
rm -rf "$documents"
mkdir -p "$documents"

# validate SCHEMA DOCUMENT: no cache and no network, the schema is a file.
validate() {
    "$tools/check-jsonschema" --no-cache --schemafile "$schemas/$1.schema.json" "$2"
}

# print NAME ARGUMENT…: what nrt prints goes to a document of that name. Findings
# are no failure here (1); a command that could not do its job is (2 and more).
print() {
    local document=$documents/$1.json code=0
    shift
    "$nrt" "$@" --format json >"$document" || code=$?
    ((code <= 1)) || fail "nrt $* --format json: exit code $code"
    [[ -s $document ]] || fail "nrt $* --format json: printed nothing"
}

# accepted SCHEMA NAME
accepted() {
    validate "$1" "$documents/$2.json" || fail "$2.json is not what $1.schema.json promises"
}

# refused SCHEMA NAME: for each field at the top of the document, the document
# without it is refused, and for that reason.
refused() {
    local schema=$1 original=$documents/$2.json document=$documents/$2.lacking.json fields field answer
    fields=$("$tools/python" -c 'import json, sys; print(*json.load(open(sys.argv[1])))' "$original")
    [[ -n $fields ]] || fail "$2.json has no fields"
    for field in $fields; do
        "$tools/python" - "$original" "$field" >"$document" <<'PYTHON'
import json, sys
document = json.load(open(sys.argv[1]))
del document[sys.argv[2]]
json.dump(document, sys.stdout)
PYTHON
        if answer=$(validate "$schema" "$document" 2>&1); then
            fail "$schema.schema.json accepts a document without \`$field\`"
        fi
        [[ $answer == *"'$field' is a required property"* ]] \
            || fail "without \`$field\`, the validator fails for another reason: $answer"
    done
    rm "$document"
    printf '  refused without any of: %s\n' "$fields"
}

echo "check, for the launch committee and without one"
print check -C example-project check --on "$on" --for launch
accepted check check
refused check check
count=0
for project in tests/projects/*/; do
    [[ -f $project/nrt.toml ]] || continue
    name=check-$(basename "$project")
    # Without --for: several of these projects have no launch committee, and the
    # schema must hold for a document whose `for` is null as well.
    print "$name" -C "$project" check --on "$on"
    accepted check "$name"
    count=$((count + 1))
done
((count > 0)) || fail "no project in tests/projects"

echo "review of a change that puts the launch off"
repository=$(mktemp -d)
trap 'rm -rf "$repository"' EXIT
commit=(git -C "$repository" -c user.name=nrt -c user.email=nrt@rivemont.example
    -c commit.gpgsign=false commit --quiet -m)
git init --quiet "$repository"
cp -R example-project/. "$repository"
git -C "$repository" add --all
"${commit[@]}" 'Le projet'
sed -i 's/^date = 2026-12-10$/date = 2027-01-14/' "$repository/milestones.toml"
git -C "$repository" add --all
"${commit[@]}" 'Le report'
print review -C "$repository" review HEAD~1 --on "$on"
accepted review review
refused review review

echo "diff, log, blame, decisions of the same history, with a decision by nrt decide"
git -C "$repository" config user.name nrt
git -C "$repository" config user.email nrt@rivemont.example
git -C "$repository" config commit.gpgSign false
"$nrt" -q -C "$repository" decide "Se réunir en janvier" --decision "Le 14 janvier 2027." \
    --taken-by "Direction générale" --concerns milestones.launch.date >/dev/null \
    || fail "nrt decide does not record"
for document in diff log blame decisions; do
    case $document in
        diff) print diff -C "$repository" diff HEAD~2..HEAD --on "$on" ;;
        log) print log -C "$repository" log ;;
        blame) print blame -C "$repository" blame launch --on "$on" ;;
        decisions) print decisions -C "$repository" decisions ;;
    esac
    accepted "$document" "$document"
    refused "$document" "$document"
done

echo "rules"
print rules -C example-project rules
accepted rules rules
refused rules rules

echo "list stakeholders"
print list -C example-project list stakeholders
accepted list list
refused list list
