// An operator who makes invoices, and a month that is over.

import { eventually } from "./connections.mjs";
import { onDatabase } from "./database.mjs";

/** What the server is told: a plan that costs something, and who collects it. */
export const INVOICING = {
  HEILSAM_CONTRACT__ADDRESS: "Serverweg 1, 10115 Berlin",
  HEILSAM_CONTRACT__PLANS: `[{ id = "basis", name = "Basis", cents_per_month = 0 }, { id = "plus", name = "Plus", cents_per_month = 990 }]`,
  HEILSAM_INVOICE__TAX_NUMBER: "12/345/67890",
  HEILSAM_INVOICE__CREDITOR_ID: "DE98ZZZ09999999999",
  HEILSAM_INVOICE__IBAN: "DE02120300000000202051",
};

// The contract was concluded on the first day of the month before this one.
const EARLIER = `import datetime
last = datetime.date.today().replace(day=1) - datetime.timedelta(days=1)
first = last.replace(day=1).isoformat()
database.execute("UPDATE contracts SET begun_on = ?", (first,))
database.execute("UPDATE contract_terms SET since = ?", (first,))`;

/** Lets a month of the contract be over while the server is down; ends on the page with its invoice. No other page may be open. */
export async function monthPasses(server, page) {
  await page.goto("about:blank");
  await server.restart("SIGTERM", () => onDatabase(server, EARLIER));
  await page.goto("/practice/contract");
  await page.waitForSelector("#contract-invoices");
  // The job that makes invoices begins with the server, and may be a moment behind the page.
  const listed = async () => {
    await page.reload();
    await page.waitForSelector("#invoices, #no-invoices");
    return page.locator("#invoices").count();
  };
  await eventually("the invoice is made", listed, (count) => count === 1);
}
