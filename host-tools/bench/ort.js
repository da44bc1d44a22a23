// One round of ONNX Runtime, one thread, batch 1: prints {"median_ms", "min_ms", "version"}.
// Usage: node ort.js MODEL.onnx RUNS WARM_UP, with onnxruntime-node in NODE_PATH.
'use strict';
const ort = require('onnxruntime-node');

const [model, runs, warmUp] = process.argv.slice(2);

/** The same noise as input in every run; the time does not depend on what an image shows. */
function feedsOf(session) {
  const name = session.inputNames[0];
  const shape = (session.inputMetadata?.[0]?.shape ?? [1, 3, 224, 224]).map((d) => (typeof d === 'number' ? d : 1));
  const data = new Float32Array(shape.reduce((a, b) => a * b, 1));
  for (let i = 0, state = 1; i < data.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[i] = state / 2 ** 31 - 1;
  }
  return { [name]: new ort.Tensor('float32', data, shape) };
}

async function main() {
  const session = await ort.InferenceSession.create(model, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
  });
  const feeds = feedsOf(session);
  const times = [];
  for (let i = -Number(warmUp); i < Number(runs); i++) {
    const start = process.hrtime.bigint();
    await session.run(feeds);
    const elapsed = Number(process.hrtime.bigint() - start) / 1e6;
    if (i >= 0) times.push(elapsed);
  }
  times.sort((a, b) => a - b);
  console.log(JSON.stringify({
    median_ms: times[times.length >> 1],
    min_ms: times[0],
    version: require('onnxruntime-node/package.json').version,
  }));
}

main().catch((error) => {
  console.error(`error: ${error.message}`);
  process.exit(1);
});
