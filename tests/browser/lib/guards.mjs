// What no page of ours may do: print errors, throw, or talk to anybody but its own server.

import assert from "node:assert/strict";

/**
 * Watches a Playwright page or context from now on.
 *
 * `expected` lists patterns of console errors a test provokes on purpose, `others` origins that the operator names.
 */
export function guard(pageOrContext, origin, expected = [], others = []) {
  const findings = [];
  const add = (text) => {
    if (!expected.some((pattern) => pattern.test(text))) findings.push(text);
  };
  pageOrContext.on("console", (message) => {
    if (message.type() === "error") add(`console: ${message.text()}`);
  });
  // A context reports errors of its pages as `weberror`, a page as `pageerror`.
  pageOrContext.on("weberror", (event) => add(`error: ${event.error().message}`));
  pageOrContext.on("pageerror", (error) => add(`error: ${error.message}`));
  pageOrContext.on("request", (request) => {
    const url = new URL(request.url());
    const own = url.origin === origin || others.includes(url.origin) || ["blob:", "data:", "about:"].includes(url.protocol);
    if (!own) findings.push(`request to another server: ${url.origin}`);
  });
  return {
    findings,
    /** Fails when anything was noticed. */
    check() {
      assert.deepEqual(findings, [], "the page did what no page may do");
    },
  };
}
