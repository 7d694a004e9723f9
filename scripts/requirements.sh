# What has to be on the machine, checked before it is needed, with a sentence that says what to install.

require_dotnet() {
  if ! command -v dotnet >/dev/null 2>&1 || ! dotnet --list-sdks | grep -q '^10\.'; then
    echo "The .NET 10 SDK is needed: https://dotnet.microsoft.com/download/dotnet/10.0" >&2
    exit 1
  fi
}

# Node builds the browser application: 20.19 or later, 22.13 or later, or 24 and later.
require_node() {
  if ! command -v node >/dev/null 2>&1 || ! node -e '
      const [major, minor] = process.versions.node.split(".").map(Number);
      process.exit(major === 20 && minor >= 19 || major === 22 && minor >= 13 || major >= 24 ? 0 : 1)'; then
    echo "Node 20.19+, 22.13+ or 24+ is needed (found: $(node --version 2>/dev/null || echo none)): https://nodejs.org" >&2
    exit 1
  fi
}

# The browser tests drive a real Chromium and look at Chinese text.
require_chromium() {
  if [ -n "${CHROMIUM:-}" ] && [ -x "$CHROMIUM" ]; then return; fi
  local found
  for found in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$found" >/dev/null 2>&1 && fc-list :lang=zh 2>/dev/null | grep -q .; then
      CHROMIUM="$(command -v "$found")"
      export CHROMIUM
      return
    fi
  done
  local sudo=""
  [ "$(id -u)" = 0 ] || sudo="sudo"
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "The browser tests need Chromium and a Chinese font; install them, or set CHROMIUM to a browser's path." >&2
    exit 1
  fi
  echo "Installing Chromium and fonts for the browser tests …"
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq chromium fonts-noto-cjk fontconfig >/dev/null
  CHROMIUM="$(command -v chromium)"
  export CHROMIUM
}

# The tests run PostgreSQL servers of their own; the cluster that the package would make for the system is neither made nor used.
require_postgres() {
  if command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then return; fi
  local sudo=""
  [ "$(id -u)" = 0 ] || sudo="sudo"
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "The tests need PostgreSQL 13 or later (initdb, pg_ctl, postgres); install it, or set PG_BIN to the folder of its programs." >&2
    exit 1
  fi
  echo "Installing PostgreSQL for the tests …"
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq postgresql-common >/dev/null
  $sudo sed -i -E 's/^#? *create_main_cluster *=.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf
  local package=postgresql-15
  apt-cache show "$package" >/dev/null 2>&1 || package=postgresql
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq "$package" >/dev/null
}

# Azurite, the emulator of Azure Tables: installed once into scripts/azurite, and again when its lock file changes.
require_azurite() {
  require_node
  local folder stamp
  folder="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/azurite"
  stamp="$folder/node_modules/.installed"
  if [ ! -f "$stamp" ] || [ "$folder/package-lock.json" -nt "$stamp" ]; then
    echo "Installing Azurite, the emulator of Azure Tables (once) …"
    (cd "$folder" && npm ci --omit=optional --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null)
    touch "$stamp"
  fi
  export SALESGRAINS_AZURITE="$folder"
}

# A scanner that the full run lets loose on the running site, where it can be had; nothing else needs it.
require_wapiti() {
  if command -v wapiti >/dev/null 2>&1; then return; fi
  command -v apt-get >/dev/null 2>&1 || return 1
  local sudo=""
  [ "$(id -u)" = 0 ] || sudo="sudo -n"
  $sudo apt-get update -qq >/dev/null 2>&1
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq wapiti >/dev/null 2>&1 && command -v wapiti >/dev/null 2>&1
}
