// Evaluates flag sets with flagd's own evaluator. A line of input is a set and what to evaluate, a line of output what came of it.
'use strict';

const readline = require('readline');
const { FlagdCore } = require('@openfeature/flagd-core');

const quiet = { error() {}, warn() {}, info() {}, debug() {} };
const unset = { boolean: false, string: 'unset', number: -1, object: { unset: true } };

function evaluate(core, { key, type, context }) {
  const name = type[0].toUpperCase() + type.slice(1);
  const details = core[`resolve${name}Evaluation`](key, unset[type], context, quiet);
  const given = details.variant !== undefined;
  return { variant: details.variant, value: given ? details.value : undefined, reason: details.reason, errorCode: details.errorCode };
}

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const { set, time, evaluations } = JSON.parse(line);
  Date.now = () => time * 1000;
  let answers;
  try {
    const core = new FlagdCore(undefined, quiet);
    core.setConfigurations(JSON.stringify(set));
    answers = evaluations.map((e) => evaluate(core, e));
  } catch (e) {
    answers = { refused: String(e.message).slice(0, 300) };
  }
  process.stdout.write(JSON.stringify(answers) + '\n');
});
