# Sourced: makes sure that Chromium and its driver are there for the browser tests.
# Says what to do when they are missing and can't be installed; returns 1 then.

ensure_chromium() {
  if [ -x /usr/bin/chromium ] && [ -x /usr/bin/chromedriver ]; then
    return 0
  fi
  if ! command -v apt-get >/dev/null; then
    echo "The browser tests need Chromium: install the packages chromium and chromium-driver." >&2
    return 1
  fi
  local as=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then
      echo "The browser tests need Chromium: sudo apt-get install chromium chromium-driver" >&2
      return 1
    fi
    as=(sudo -n)
  fi
  echo "Installing Chromium from Debian's packages for the browser tests ..." >&2
  if ! "${as[@]}" apt-get update -qq >&2 ||
    ! "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      chromium chromium-driver fonts-liberation >&2; then
    echo "Chromium could not be installed; the browser tests can't run." >&2
    return 1
  fi
}
