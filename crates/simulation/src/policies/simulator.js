// Answers each pair that comes in as a line with what iam-simulate decides about it, in a line.
'use strict';

const readline = require('node:readline');
const { runSimulation } = require('@cloud-copilot/iam-simulate');

async function opinion(simulation) {
  try {
    const result = await runSimulation(simulation, {});
    if (result.resultType === 'error') return { error: JSON.stringify(result.errors) };
    if (result.resultType !== 'single') return { error: `a result of type ${result.resultType}` };
    const ignored = result.result.ignoredContextKeys;
    return ignored.length > 0 ? { error: `keys not known: ${ignored}` } : { verdict: result.overallResult };
  } catch (error) {
    return { error: String(error) };
  }
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    process.stdout.write(`${JSON.stringify(await opinion(JSON.parse(line)))}\n`);
  }
})();
