#!/usr/bin/env bash
# Proves that the templates of docs/ci and the hook for pre-commit are what their
# readers take: the schemas of GitHub's and GitLab's files (in check-jsonschema),
# zizmor, which looks for what an untrusted pull request could do with a
# workflow, and pre-commit itself. Each must also refuse a template that was
# spoilt, or its silence would mean nothing. No network but for the packages.
set -euo pipefail
# shellcheck disable=SC1091 # beside this file: shellcheck reads it on its own
source "$(dirname "$0")/tools.bash"

tools=$(python_tools check-jsonschema==0.39.0 zizmor==1.32.0 pre-commit==4.7.0)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# reads FILE [KIND]: whether every reader of a kind of file accepts it; the kind
# is the file's name.
reads() {
    local kind
    kind=${2-$(basename "$1")}
    case $kind in
        github.yml)
            schema github-workflows "$1" && audit "$1"
            ;;
        forgejo.yml)
            # The same language, but for its own runners.
            schema github-workflows "$1"
            ;;
        gitlab.yml)
            "$tools/check-jsonschema" --builtin-schema vendor.gitlab-ci --data-transform gitlab-ci "$1"
            ;;
        .pre-commit-hooks.yaml)
            "$tools/pre-commit" validate-manifest "$1"
            ;;
        *)
            fail "$1: nobody reads it here"
            ;;
    esac
}

schema() {
    "$tools/check-jsonschema" --builtin-schema "vendor.$1" "$2"
}

# zizmor takes a workflow for one only where a workflow lies.
audit() {
    mkdir -p "$scratch/.github/workflows"
    cp "$1" "$scratch/.github/workflows/nrt.yml"
    "$tools/zizmor" --offline --no-progress --persona pedantic "$scratch/.github/workflows/nrt.yml"
}

# refuses FILE SED: a copy that was changed so is refused.
refuses() {
    local copy=$scratch/spoilt.yml
    sed "$2" "$1" >"$copy"
    if cmp -s "$1" "$copy"; then
        fail "$1: \`$2\` changes nothing"
    fi
    if reads "$copy" "$(basename "$1")" >"$scratch/said" 2>&1; then
        fail "$1 is accepted after \`$2\`"
    fi
    echo "  $(basename "$1"): refused after $2"
}

for file in docs/ci/*.yml .pre-commit-hooks.yaml; do
    reads "$file" >"$scratch/said" 2>&1 || fail "$file is refused: $(cat "$scratch/said")"
    echo "  $file: accepted"
    if [[ $file == docs/ci/* ]] && grep -nE '^[^#]*(pull_request_target|secrets\.|write)' "$file"; then
        fail "$file asks for more than an untrusted request may have"
    fi
done

refuses docs/ci/github.yml 's/runs-on:/run-on:/'
refuses docs/ci/github.yml 's/^  pull_request:/  pull_request_target:/'
refuses docs/ci/github.yml 's/checkout@[0-9a-f]* .*/checkout@v4/'
# shellcheck disable=SC2016 # an expression of the workflow's, not of the shell
refuses docs/ci/github.yml 's/"\$NRT_REVISION"/${{ github.head_ref }}/'
refuses docs/ci/forgejo.yml 's/runs-on:/run-on:/'
refuses docs/ci/gitlab.yml 's/script:/scripts:/'
refuses .pre-commit-hooks.yaml 's/language: rust/language: nonsense/'
