// Answers what IAM would decide: node simulate.mjs QUESTIONS ANSWERS
// QUESTIONS: {"policies": {NAME: DOCUMENT}, "questions": [{"policies": [NAME], "resource": ARN}]}
// ANSWERS: for each question whether the policies, attached to one role, allow it to invoke the resource.
import { readFile, writeFile } from 'node:fs/promises';
import { runSimulation, runUnsafeSimulation } from '@cloud-copilot/iam-simulate';

const [, , questionsFile, answersFile] = process.argv;
const { policies, questions } = JSON.parse(await readFile(questionsFile, 'utf8'));
const accountId = '123456789012';

function simulation({ policies: names, resource }) {
  return {
    request: {
      principal: `arn:aws:iam::${accountId}:role/tested`,
      action: 'execute-api:Invoke',
      resource: { resource, accountId },
      contextVariables: {},
    },
    identityPolicies: names.map((name) => ({ name, policy: policies[name] })),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  };
}

// The validation takes nearly all of the time, so each set of policies is validated with its first question only.
const valid = new Set();
const answers = [];
for (const question of questions) {
  const asked = simulation(question);
  // A request with a * in its path reads as a pattern here: whatever may be allowed of it counts as allowed.
  const result = runUnsafeSimulation(asked, {});
  const set = question.policies.join();
  if (!valid.has(set)) {
    valid.add(set);
    const careful = await runSimulation(asked, {});
    if (careful.resultType !== 'single' || careful.overallResult !== result) {
      throw new Error(`${set} ${question.resource}: ${result}, but ${JSON.stringify(careful)}`);
    }
  }
  answers.push(result === 'Allowed');
}
await writeFile(answersFile, JSON.stringify({ answers }));
