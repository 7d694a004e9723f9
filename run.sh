#!/usr/bin/env bash
# Builds what has changed and starts SalesGrains on this machine: one process, the store in ./data, http://localhost:8080.
# Options go to the program; --help lists them.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=scripts/requirements.sh
. scripts/requirements.sh

out="$PWD/artifacts/run"
stamp="$out/.built"

changed() {
  [ ! -f "$stamp" ] || [ -n "$(find . \( -name artifacts -o -name node_modules -o -name wwwroot -o -name .git -o -path ./data -o -path ./tests -o -path ./docs -o -path ./deploy \) -prune \
    -o -type f -newer "$stamp" -print -quit)" ]
}

require_dotnet
case " $* " in *" --storage azure "*) case " $* " in *" --connection "*) ;; *) [ -n "${SALESGRAINS_CONNECTION:-}" ] || require_azurite ;; esac ;; esac
if changed; then
  require_node
  echo "Building (the first time takes a minute or two) …"
  log="$PWD/artifacts/build.log"
  mkdir -p artifacts
  if ! dotnet publish Api -c Release -o "$out" -v quiet --nologo >"$log" 2>&1; then
    grep -E "error|warn" "$log" | sort -u | head -40 >&2 || tail -40 "$log" >&2
    echo "The build failed; the whole log is in artifacts/build.log" >&2
    exit 1
  fi
  touch "$stamp"
fi

# The demo's messages are seen to arrive: the vendors of all channels are imitated beside it, and end with it. --no-phones leaves them out.
arguments=() demo="" phones=1
for argument in "$@"; do
  case "$argument" in
    --no-phones) phones="" ;;
    *) [ "$argument" = --demo ] && demo=1; arguments+=("$argument") ;;
  esac
done
if [ -n "$demo" ] && [ -n "$phones" ]; then
  vendors="$PWD/artifacts/vendors"
  imitations="$vendors/SalesGrains.Tests.Vendors.dll"
  if [ ! -f "$imitations" ] || [ -n "$(find tests/Vendors -type f -newer "$imitations" -print -quit)" ]; then
    dotnet publish tests/Vendors -c Release -o "$vendors" -v quiet --nologo >artifacts/vendors.log 2>&1 && touch "$imitations" ||
      echo "The imitated phones could not be built (artifacts/vendors.log); the demo starts without them." >&2
  fi
fi
if [ -n "$demo" ] && [ -n "$phones" ] && [ -f "$imitations" ]; then
  said=$(mktemp)
  dotnet "$imitations" 0 --unlimited >"$said" 2>&1 &
  imitation=$!
  for _ in $(seq 100); do grep -q "^export" "$said" && break; kill -0 "$imitation" 2>/dev/null || break; sleep 0.1; done
  eval "$(grep "^export" "$said")"
  # Messages lead to the pages that they are about.
  port=8080; previous=
  for argument in "${arguments[@]}"; do [ "$previous" = --port ] && port=$argument; previous=$argument; done
  export Channels__PublicAddress="${Channels__PublicAddress:-http://localhost:$port}"
  echo "The messages of the demo arrive at $(sed -n 's/^Imitation vendors: //p' "$said")"
  rm -f "$said"
  # The program takes this shell's place and number.
  (while kill -0 $$ 2>/dev/null; do sleep 1; done; kill "$imitation" 2>/dev/null) </dev/null >/dev/null 2>&1 &
fi

# Fan-out to many browsers rents one buffer for each connection; the shared pool has to be able to keep them.
export DOTNET_SYSTEM_BUFFERS_SHAREDARRAYPOOL_MAXARRAYSPERPARTITION=4096
# The collector looks at what is new after 64 MB of it instead of after a few hundred KB: most has gone by then, which saves a fifth of the
# processor time of commands. It can be set in the environment only.
export DOTNET_GCgen0size="${DOTNET_GCgen0size:-4000000}"
exec dotnet "$out/SalesGrains.Api.dll" ${arguments[@]+"${arguments[@]}"}
