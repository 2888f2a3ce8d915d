# Sourced: makes sure that Debian's python3-dkim is there, which verifies the signatures of mails.
# Says what to do when it is missing and can't be installed; returns 1 then.

ensure_dkimpy() {
  local as=()
  if /usr/bin/python3 -c 'import dkim, nacl' 2>/dev/null; then
    return 0
  fi
  if [ "$(id -u)" -ne 0 ]; then
    as=(sudo -n)
  fi
  if ! command -v apt-get >/dev/null || { [ ${#as[@]} -gt 0 ] && ! "${as[@]}" true 2>/dev/null; }; then
    echo "Verifying signatures needs dkimpy: sudo apt-get install python3-dkim python3-nacl" >&2
    return 1
  fi
  echo "Installing python3-dkim from Debian's packages, to verify signatures ..." >&2
  if ! "${as[@]}" apt-get update -qq >&2 ||
    ! "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      python3-dkim python3-nacl >&2; then
    echo "python3-dkim could not be installed; its tests can't run." >&2
    return 1
  fi
}
