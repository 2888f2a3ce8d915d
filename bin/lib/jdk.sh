# Finds a JDK 25 and exports JAVA_HOME; sourced by the scripts beside it.
find_jdk() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
      /opt/jdk* /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$candidate" ] && [ -x "$candidate/bin/javac" ] && [ -f "$candidate/release" ] || continue
    if grep -q '^JAVA_VERSION="25' "$candidate/release"; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  return 1
}
if ! JAVA_HOME=$(find_jdk); then
  echo "Briefwire needs a JDK 25 and found none in JAVA_HOME, /usr/lib/jvm, ~/.sdkman or ~/.jdks." >&2
  echo "Install one (for example Temurin 25: https://adoptium.net) and try again." >&2
  exit 1
fi
export JAVA_HOME
