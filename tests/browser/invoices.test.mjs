// Invoices of the contract: a plan with a price, a month that is over, the list, and the paper.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { filesBelow, findSecrets } from "./lib/canary.mjs";
import { launchChromium } from "./lib/chromium.mjs";
import { program, python } from "./lib/folders.mjs";
import { inspect } from "./lib/inspect.mjs";
import { INVOICING, monthPasses } from "./lib/invoices.mjs";
import { registerDoctor } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

const run = promisify(execFile);
// The schema that ISO 20022 publishes, as a library of others brings it.
const HOLDS_TO_SCHEMA = `import importlib.resources, sys, xmlschema
path = importlib.resources.files("sepaxml") / "schemas" / "pain.008.001.08.xsd"
xmlschema.XMLSchema(str(path)).validate(sys.argv[1])`;
let browser, doctor, server;

before(async () => {
  server = await startServer({ env: INVOICING });
  browser = await launchChromium();
  doctor = await registerDoctor(browser, server, { acceptDownloads: true });
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

test("an invoice of a month that is over stands in the list and becomes a PDF", async () => {
  const { page } = doctor;
  await page.goto("/practice/contract");
  await page.fill("#contract-practice", "Praxis Dr. Kanarienvogel");
  await page.fill("#contract-address", "Kanarienweg 1, 10115 Berlin");
  await page.fill("#contract-doctor", "Dr. Weber");
  await page.fill("#contract-email", "praxis@example.org");
  await page.check("#plan-plus");
  assert.match(await page.innerText("#contract-mandate"), /DE98ZZZ09999999999.*SEPA-Lastschrift/s);
  await page.fill("#contract-iban", "DE89 3704 0044 0532 0130 00");
  await page.click("#contract-save");
  await page.waitForSelector("#contract-since");
  await page.waitForSelector("#no-invoices");
  await inspect(page, "contract-no-invoices");

  await monthPasses(server, page);
  assert.match(await page.innerText("#invoices"), /Rechnung R-1[\s\S]*9,90/);
  await inspect(page, "contract-invoices");
  const saving = page.waitForEvent("download", { timeout: 60_000 });
  await page.click("#invoice-R-1");
  const file = await saving;
  assert.equal(file.suggestedFilename(), "Rechnung-R-1.pdf");
  const { stdout } = await run("pdftotext", ["-raw", await file.path(), "-"]);
  const text = stdout.replaceAll(/\s+/g, " ");
  for (const said of ["Rechnung R-1", "Praxis Dr. Kanarienvogel", "12/345/67890", "8,32", "1,58", "9,90", "DE89", "3000", "DE98ZZZ09999999999"]) {
    assert.ok(text.includes(said), `${said} in: ${text}`);
  }
  const files = [...(await filesBelow(server.data)), server.log];
  assert.deepEqual(await findSecrets(files, ["Kanarienvogel", "Kanarienweg", "DE8937"]), []);
  doctor.guard.check();
});

/** What the operator hands to the bank. */
async function debits(...more) {
  const { stdout } = await run(program("heilsam"), ["invoices", "debits", "--data", server.data, ...more], { env: { ...process.env, ...INVOICING } });
  return stdout;
}

test("the operator prints the direct debits once, and the same file again", async () => {
  const file = await debits();
  assert.match(file, /urn:iso:std:iso:20022:tech:xsd:pain\.008\.001\.08/);
  assert.match(file, /<EndToEndId>R-1<\/EndToEndId>/);
  assert.match(file, /<InstdAmt Ccy="EUR">9\.90<\/InstdAmt>/);
  assert.equal(await debits(), "");
  assert.match(await debits("--run", "1"), /<EndToEndId>R-1<\/EndToEndId>/);
});

test("the file for the bank holds to the schema of ISO 20022", { skip: python ? false : "no Python with a schema (HEILSAM_TEST_PYTHON)" }, async () => {
  const file = await debits("--run", "1");
  await run(python, ["-c", HOLDS_TO_SCHEMA, file]);
  await assert.rejects(run(python, ["-c", HOLDS_TO_SCHEMA, file.replace(/<EndToEndId>.*<\/EndToEndId>/, "")]), /EndToEndId/);
});
