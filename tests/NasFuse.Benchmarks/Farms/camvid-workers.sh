#!/usr/bin/env bash
# A CamVid study on the engine with one worker of one thread, then with two: how much faster, and is it the same study?
#   bash tests/NasFuse.Benchmarks/Farms/camvid-workers.sh <folder of CamVid> <empty folder for what it writes> [trials, default 12]
# Needs nats-server and a built NasFuse. Architectures and mIoU must be equal to the last digit; the script fails when they are not.
set -euo pipefail
here=$(cd "$(dirname "$0")/../../.." && pwd)
data=$(realpath "$1"); out=$2; trials=${3:-12}
mkdir -p "$out"; out=$(realpath "$out")
nasfuse="$here/artifacts/bin/NasFuse.Cli/release_linux-x64/nasfuse"
port=${PORT:-4777}; engine=nats://127.0.0.1:$port
pids=()
stop() { for pid in "${pids[@]}"; do kill -TERM "$pid" 2>/dev/null || true; done; wait 2>/dev/null || true; }
trap stop EXIT

nats-server -a 127.0.0.1 -p "$port" -js -sd "$out/engine" > "$out/engine.log" 2>&1 & pids+=($!)
sleep 1
for workers in 1 2; do
  own=()
  for ((i = 1; i <= workers; i++)); do
    "$nasfuse" worker --engine $engine --pool "w$workers" --device cpu --threads 1 --data "camvid=$data" > "$out/worker-$workers-$i.log" 2>&1 & own+=($!)
  done
  pids+=("${own[@]}")
  sleep 5
  begin=$(date +%s.%N)
  "$nasfuse" controller "$here/search-spaces/camvid-search/study.json" --engine $engine --pool "w$workers" --results "$out/results" \
    --set name="workers-$workers" --set data.root="$data" --set budget.trials="$trials" --set synchronousBatch="$trials" \
    --set 'objectives=[{"name":"miou","direction":"maximize"},{"name":"macs","direction":"minimize","reference":1e9}]' \
    --set 'sampler={"name":"random"}' --set training.epochs=${EPOCHS:-3} > "$out/controller-$workers.log" 2>&1
  seconds[workers]=$(echo "$(date +%s.%N) - $begin" | bc)
  "$nasfuse" query "workers-$workers" --results "$out/results" --select 'number, state, architectureId, objectives.miou, objectives.macs' --format csv > "$out/trials-$workers.csv"
  kill -TERM "${own[@]}"; wait "${own[@]}" || true
done
diff "$out/trials-1.csv" "$out/trials-2.csv" && echo "$trials trials: architectures, mIoU and MACs are equal"
echo "one worker ${seconds[1]} s, two workers ${seconds[2]} s: $(echo "scale=2; ${seconds[1]} / ${seconds[2]}" | bc) times as fast; load average $(cut -d' ' -f1 /proc/loadavg) on $(nproc) processors"
