// Alternating rounds of this engine's instruction sets and ONNX Runtime, each in its own process, one after another.
// Usage: node race.js ROUNDS BLOB SQNET_DLL RESULTS.json IMAGES [MODEL.onnx]; IMAGES may be empty: no scaling is
// measured; without a model ONNX Runtime is left out.
'use strict';
const { execFileSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const [rounds, blob, sqnet, results, images, model] = process.argv.slice(2);

function measure(command, args) {
  return JSON.parse(execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }));
}

function engine(isa, runs) {
  return {
    name: isa,
    run: () => measure('dotnet', [sqnet, 'bench', blob, '--json', '--isa', isa, '--threads', '1',
      '--runs', String(runs), '--warm-up', String(Math.min(runs, 50))]),
    times: [],
  };
}

/** What /proc/cpuinfo promises; `sqnet bench --isa` refuses the rest. */
function usable() {
  let flags = '';
  try {
    flags = fs.readFileSync('/proc/cpuinfo', 'utf8').match(/^flags\s*:(.*)$/m)?.[1] ?? '';
  } catch { /* not Linux: portable only */ }
  const has = (flag) => flags.split(' ').includes(flag);
  const engines = [engine('portable', 5)];
  if (has('avx2')) engines.push(engine('avx2', 100));
  if (has('avx512_vnni') && has('avx512bw') && has('avx512vl')) engines.push(engine('vnni', 300));
  return engines;
}

function peer() {
  const script = path.join(__dirname, 'ort.js');
  return { name: 'onnxruntime-int8', run: () => measure(process.execPath, [script, model, '300', '50']), times: [] };
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

const competitors = model ? [...usable(), peer()] : usable();
for (let round = 1; round <= Number(rounds); round++) {
  for (const each of competitors) {
    const time = each.run();
    each.version = time.version;
    each.times.push({ medianMs: time.median_ms, minMs: time.min_ms });
    process.stderr.write(`round ${round}: ${each.name} ${time.median_ms.toFixed(2)} ms\n`);
  }
}

const table = competitors.map((each) => ({
  engine: each.name,
  version: each.version,
  medianMs: median(each.times.map((t) => t.medianMs)),
  minMs: Math.min(...each.times.map((t) => t.minMs)),
  rounds: each.times,
}));
const reference = table.find((row) => row.engine === 'onnxruntime-int8');
console.log('engine            median ms   min ms   speed against ONNX Runtime int8 (by median, by min)');
for (const row of table) {
  if (reference) {
    row.ratioByMedian = reference.medianMs / row.medianMs;
    row.ratioByMin = reference.minMs / row.minMs;
    // What disturbs the machine for seconds disturbs neighbours alike.
    row.ratioByRound = row.rounds.map((t, i) => reference.rounds[i].medianMs / t.medianMs);
  }
  console.log(row.engine.padEnd(16), row.medianMs.toFixed(3).padStart(10), row.minMs.toFixed(3).padStart(8),
    reference ? `   ${row.ratioByMedian.toFixed(2)}x  ${row.ratioByMin.toFixed(2)}x` : '   -');
}
/** Images a second of `sqnet eval`, decoding and resampling included, for 1 .. all cores. */
function scaling(folder) {
  const rows = [];
  for (let jobs = 1; jobs <= os.cpus().length; jobs *= 2) {
    const rates = [1, 2, 3].map(() => {
      const result = measure('dotnet', [sqnet, 'eval', blob, '--images', folder, '--jobs', String(jobs), '--json']);
      return result.images / result.seconds;
    });
    rows.push({ jobs, imagesPerSecond: Math.max(...rates) });
  }
  return rows;
}

const scaled = images ? scaling(images) : [];
for (const row of scaled) {
  console.log(`eval with ${row.jobs} at a time: ${row.imagesPerSecond.toFixed(1)} images/s, `
    + `${(row.imagesPerSecond / scaled[0].imagesPerSecond).toFixed(2)}x`);
}
fs.writeFileSync(results, JSON.stringify({
  processor: os.cpus()[0]?.model, cores: os.cpus().length, threads: 1, batch: 1, engines: table, evalScaling: scaled,
}, null, 2) + '\n');
