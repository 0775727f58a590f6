// A server whose operator offers all that the manuals tell of: cards, certificates, invoices, messages.

import { makeAuthority } from "../lib/card.mjs";
import { makeCertificates } from "../lib/certificates.mjs";
import { INVOICING } from "../lib/invoices.mjs";
import { startPush } from "../lib/push.mjs";
import { freePort, startServer } from "../lib/server.mjs";

/** Returns `{ server, push, stop() }`. */
export async function startOffering() {
  const [authority, certificates, push] = await Promise.all([makeAuthority(), makeCertificates(), startPush()]);
  const env = {
    // Not the port that the server of the test beside it may have.
    HEILSAM_VIDEO__TURN_PORT: String(await freePort()),
    HEILSAM_CARD__ANCHORS: `['${authority.anchor}']`,
    HEILSAM_CONTRACT__CERTIFICATES: `[${certificates.entry("security", "IT-1001")}, ${certificates.entry("privacy", "DS-1002")}]`,
    ...INVOICING,
    ...push.env,
  };
  const server = await startServer({ demo: false, env });
  return {
    server,
    push,
    async stop() {
      await server.stop();
      await Promise.all([push.stop(), authority.end(), certificates.end()]);
    },
  };
}
