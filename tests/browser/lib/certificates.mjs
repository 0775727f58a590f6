// Certificates of the video service, as an operator puts them into the configuration.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { pdf } from "./papers.mjs";

/** Returns `{ entry(kind, number, validUntil), end() }`: `entry` is one of `contract.certificates`; each has the same file. */
export async function makeCertificates() {
  const folder = await mkdtemp(join(tmpdir(), "heilsam-certificates-"));
  const file = join(folder, "certificate.pdf");
  await writeFile(file, pdf());
  return {
    entry: (kind, number, validUntil = "2099-12-31") =>
      `{title = 'Videodienst Heilsam', issuer = 'Prüfstelle', valid_until = '${validUntil}', kind = '${kind}', number = '${number}', file = '${file}'}`,
    end: () => rm(folder, { recursive: true, force: true }),
  };
}
