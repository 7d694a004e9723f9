#!/usr/bin/env bash
# Runs the tests, one project after another. `./test.sh` is what continuous integration runs; `./test.sh --full` adds what takes longer.
# Ends with one line, `N passed, N failed, N skipped`, and with an error when anything failed or was skipped.
set -uo pipefail
cd "$(dirname "$0")"
# shellcheck source=scripts/requirements.sh
. scripts/requirements.sh

projects=(Rules Simulation Channels Storage Cluster Api Browser Torture)
filter=(--filter "Tier!=Full")
if [ "${1:-}" = "--full" ]; then
  filter=()
  if ! require_wapiti; then
    echo "wapiti is not to be had here: the running site is not scanned with it."
    filter=(--filter "Needs!=wapiti")
  fi
  export SALESGRAINS_FULL=1
  shift
fi
[ $# -gt 0 ] && projects=("$@")

results="$PWD/artifacts/tests"
rm -rf "$results"
mkdir -p "$results"

require_dotnet
require_node
case " ${projects[*]} " in *" Browser "*) require_chromium ;; esac
case " ${projects[*]} " in *" Storage "* | *" Cluster "* | *" Api "* | *" Browser "* | *" Torture "*) require_postgres ;; esac
case " ${projects[*]} " in *" Storage "* | *" Cluster "* | *" Api "* | *" Torture "*) require_azurite || exit 1 ;; esac

passed=0 failed=0 skipped=0
started=$SECONDS

dotnet build SalesGrains.sln --nologo -v quiet >"$results/build.log" 2>&1 || {
  grep -E "error|warn" "$results/build.log" | sort -u | head -40
  echo "The build failed."
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
}
echo "== build: $((SECONDS - started)) s"

count() { # counters of one trx file
  local counters
  counters=$(grep -o '<Counters [^>]*>' "$1" | head -1)
  attribute() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$counters"; }
  local total ran good
  total=$(attribute total) ran=$(attribute executed) good=$(attribute passed)
  passed=$((passed + good)) failed=$((failed + ran - good)) skipped=$((skipped + total - ran))
}

for project in "${projects[@]}"; do
  began=$SECONDS
  echo "== $project"
  # The blame time-out turns a test that hangs into a test that fails.
  dotnet test "tests/$project" --no-build --nologo -v quiet ${filter[@]+"${filter[@]}"} \
    --logger "trx;LogFileName=$project.trx" --logger "console;verbosity=normal" --results-directory "$results" \
    --blame-hang-timeout 15m --blame-hang-dump-type none \
    >"$results/$project.log" 2>&1
  code=$?
  # Of each failed test its name, what it said and where: who reads this elsewhere has no other trace of it.
  awk '/^ *(Failed|Skipped) /{n=12} n-->0' "$results/$project.log" | cut -c1-400 | head -120
  if [ -f "$results/$project.trx" ]; then
    grep -oh '\[measured\][^<]*' "$results/$project.trx" | sort -u
    count "$results/$project.trx"
  fi
  if [ $code -ne 0 ] && ! grep -q 'outcome="Failed"' "$results/$project.trx" 2>/dev/null; then
    echo "$project did not run to its end:"
    tail -20 "$results/$project.log"
    failed=$((failed + 1))
  fi
  echo "== $project: $((SECONDS - began)) s"
done

if [ -f Web/package.json ] && [ $# -eq 0 ]; then
  began=$SECONDS
  echo "== Web"
  (cd Web && npx vitest run --reporter=json --outputFile="$results/web.json" >"$results/web.log" 2>&1) || tail -40 "$results/web.log"
  if [ -f "$results/web.json" ]; then
    read -r good bad pending < <(node -e '
      const r = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
      console.log(r.numPassedTests, r.numFailedTests + (r.success ? 0 : Number(r.numFailedTests === 0)), r.numPendingTests + r.numTodoTests)' "$results/web.json")
    passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + pending))
  else
    failed=$((failed + 1))
  fi
  echo "== Web: $((SECONDS - began)) s"
fi

echo "== all: $((SECONDS - started)) s"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$skipped" -eq 0 ] && [ "$passed" -gt 0 ]
