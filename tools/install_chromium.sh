#!/bin/sh
# Chromium for the browser tests: Debian's own, installed when this runs as root; otherwise say what is skipped.
set -eu
command -v chromium >/dev/null && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update --quiet
    DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes --no-install-recommends chromium fonts-liberation
    exit 0
fi
cat >&2 <<'EOT'
********************************************************************************
  THE BROWSER TESTS ARE SKIPPED: there is no `chromium` on this machine.
  To run them: sudo apt-get install chromium    and then: make test-browser
********************************************************************************
EOT
