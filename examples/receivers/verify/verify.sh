#!/usr/bin/env bash
# Is this delivery from the portal, and from now? Exit status 0 says yes.
#
#   WEBHOOK_SECRET=whsec_... WEBHOOK_ID=... WEBHOOK_TIMESTAMP=... \
#   WEBHOOK_SIGNATURE='v1,... v1,...' bash verify.sh < body
#
# Needs openssl, od and date. The key is never an argument of a command, where
# others on the machine could read it: the HMAC (RFC 2104) is put together from
# two plain digests that read from a pipe.
set -euo pipefail

tolerance_seconds=300
block_bytes=64
: "${WEBHOOK_SECRET:?}" "${WEBHOOK_ID:?}" "${WEBHOOK_TIMESTAMP:?}" "${WEBHOOK_SIGNATURE:?}"

hex_of() { od -An -v -tx1 | tr -d ' \n'; }
sha256() { openssl dgst -sha256 -binary; }

# Prints the bytes of a hexadecimal text, each XORed with the second argument.
bytes_xor() {
  local hex=$1 pad=$2 escaped='' i
  for ((i = 0; i < ${#hex}; i += 2)); do
    printf -v escaped '%s\\x%02x' "$escaped" $((16#${hex:i:2} ^ pad))
  done
  printf '%b' "$escaped"
}

# The digest of a random text and the argument: comparing two of them tells
# nothing, by its duration, about how much of the arguments is the same.
blinded() { printf '%s%s' "$blind" "$1" | sha256 | hex_of; }

[[ $WEBHOOK_TIMESTAMP =~ ^[0-9]{1,12}$ ]] || exit 1
age=$(($(date +%s) - 10#$WEBHOOK_TIMESTAMP))
((age <= tolerance_seconds && age >= -tolerance_seconds)) || exit 1

key=$(printf '%s' "${WEBHOOK_SECRET#whsec_}" | openssl base64 -d -A | hex_of)
[[ -n $key ]] || exit 1
if ((${#key} > 2 * block_bytes)); then
  key=$(bytes_xor "$key" 0 | sha256 | hex_of)
fi
while ((${#key} < 2 * block_bytes)); do
  key+=00
done

# The body goes through as the bytes that came.
inner=$({
  bytes_xor "$key" 0x36
  printf '%s.%s.' "$WEBHOOK_ID" "$WEBHOOK_TIMESTAMP"
  cat
} | sha256 | hex_of)
expected="v1,$({
  bytes_xor "$key" 0x5c
  bytes_xor "$inner" 0
} | sha256 | openssl base64 -A)"

# Several while a secret is being rotated, separated by spaces.
blind=$(openssl rand -hex 32)
genuine=1
read -ra signatures <<<"$WEBHOOK_SIGNATURE"
for signature in "${signatures[@]}"; do
  if [[ $(blinded "$signature") == "$(blinded "$expected")" ]]; then
    genuine=0
  fi
done
exit "$genuine"
