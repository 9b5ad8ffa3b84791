#!/bin/sh
# Writes the hashed lists for pip from uv.lock. Run after `uv lock`; a test compares them.
set -eu
cd "$(dirname "$0")/.."
write() { out=$1; shift; uv export --quiet --frozen --no-emit-project --no-annotate --no-header "$@" -o "$out"; }
write requirements.txt --no-default-groups
write requirements-scan.txt --no-default-groups --extra scan
write requirements-dev.txt --group dev
write requirements-package.txt --no-default-groups --only-group package
