// axe-core in the page, in spite of its content security policy.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** All violations as `rule: selector (explanation)`. */
export async function violations(page) {
  // evaluate() goes through the debugger, which the policy does not concern.
  await page.evaluate(source);
  const result = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: "tag", values } }), RULES);
  return result.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")} (${help})`),
  );
}

/** Fails when axe finds anything. */
export async function checkAccessibility(page, where) {
  assert.deepEqual(await violations(page), [], `accessibility of ${where}`);
}
