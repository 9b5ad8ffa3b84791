#!/bin/sh
# Checks one package with stock tools alone (docs/package-format.md).
# usage: verify-package.sh IDENTITY ALLOWED_SIGNERS FILE.satchel
# Everything is unpacked in memory-backed temporary space where there is one, and removed again.
set -eu
identity=$(realpath "$1") signers=$(realpath "$2") file=$(realpath "$3")
base=/dev/shm
[ -d "$base" ] && [ -w "$base" ] || base=${TMPDIR:-/tmp}
room=$(mktemp -d "$base/satchel-verify.XXXXXX")
trap 'rm -rf "$room"' EXIT
(cd "$(dirname "$file")" && sha256sum -c --strict --quiet "$(basename "$file").sha256")
cd "$room"
mkdir inside
age -d -i "$identity" -o archive "$file"
tar -xf archive -C inside
tar -tf archive >names
cd inside
writer=$(sed -n 's/.*"from":{"key":"[0-9a-f]*","writer":"\([0-9a-f]*\)"}.*/\1/p' package.json)
ssh-keygen -Y verify -f "$signers" -I "$writer" -n satchel-package -s package.json.sig <package.json
# ssh-keygen forgives what stands around a signature; the format has one spelling
{
    echo "-----BEGIN SSH SIGNATURE-----"
    sed '1d;$d' package.json.sig | base64 -d | base64 -w 70
    echo "-----END SSH SIGNATURE-----"
} | cmp - package.json.sig
{
    sha256sum package.json
    grep -o '"name":"[^"]*","sha256":"[0-9a-f]*"' package.json | sed 's/"name":"\(.*\)","sha256":"\(.*\)"/\2  \1/' || true
} >../implied
cmp ../implied SHA256SUMS
sha256sum -c --strict --quiet SHA256SUMS
# nothing in the archive but what the signed list names, each once
{
    printf 'package.json\npackage.json.sig\nSHA256SUMS\n'
    sed 1d SHA256SUMS | cut -c 67-
} | cmp - ../names
echo "intact: $(basename "$file")"
