// Answers what IAM would decide: node simulate.mjs QUESTIONS ANSWERS
// QUESTIONS: {"policies": {NAME: DOCUMENT}, "questions": [{"policies": [NAME], "action": ACTION, "resource": ARN,
//   "context": {KEY: [VALUE]}, "resourcePolicy": NAME}]}, the last two of which may be missing.
// ANSWERS: for each question whether the policies, attached to the role "tested", allow it the action on the resource, which may have a policy
// of its own.
import { readFile, writeFile } from 'node:fs/promises';
import { runSimulation, runUnsafeSimulation } from '@cloud-copilot/iam-simulate';

const [, , questionsFile, answersFile] = process.argv;
const { policies, questions } = JSON.parse(await readFile(questionsFile, 'utf8'));
const accountId = '123456789012';

function simulation({ policies: names, action, resource, context, resourcePolicy }) {
  return {
    request: {
      principal: `arn:aws:iam::${accountId}:role/tested`,
      action,
      resource: { resource, accountId },
      contextVariables: { 'aws:PrincipalArn': `arn:aws:iam::${accountId}:role/tested`, ...context },
    },
    identityPolicies: names.map((name) => ({ name, policy: policies[name] })),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    ...(resourcePolicy ? { resourcePolicy: policies[resourcePolicy] } : {}),
  };
}

async function validated(asked, what) {
  const careful = await runSimulation(asked, {});
  if (careful.resultType !== 'single') {
    throw new Error(`${what}: ${JSON.stringify(careful)}`);
  }
  return careful.overallResult;
}

// The validation takes nearly all of the time, so each set of policies is validated with its first question only.
const valid = new Set();
const answers = [];
for (const question of questions) {
  const asked = simulation(question);
  const set = [...question.policies, question.action, question.resourcePolicy].join();
  let result;
  if (question.resourcePolicy) {
    // The unsafe one fails on the resource's policy.
    result = await validated(asked, set);
  } else {
    // A request with a * in its path reads as a pattern here: whatever may be allowed of it counts as allowed.
    result = runUnsafeSimulation(asked, {});
    if (!valid.has(set)) {
      valid.add(set);
      const careful = await validated(asked, set);
      if (careful !== result) {
        throw new Error(`${set} ${question.resource}: ${result}, but ${careful}`);
      }
    }
  }
  answers.push(result === 'Allowed');
}
await writeFile(answersFile, JSON.stringify({ answers }));
