// A certificate that nobody vouches for, for servers of the tests.

import { execFile } from "node:child_process";
import { X509Certificate, createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** Makes one with its key in a folder; `name` is what OpenSSL takes, `IP:…` too. Returns the two files: `{ certificate, key }`. */
export async function makeCertificate(folder, name = "DNS:localhost") {
  const [certificate, key] = [join(folder, "certificate.pem"), join(folder, "key.pem")];
  const names = ["-addext", `subjectAltName=${name}`, "-addext", "basicConstraints=critical,CA:FALSE"];
  const made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-keyout", key];
  await promisify(execFile)("openssl", [...made, "-out", certificate, "-subj", "/CN=test", ...names]);
  return { certificate, key };
}

/**
 * The flag that makes Chromium take this certificate and no other that nobody vouches for.
 *
 * It counts for pages and for `turns:` alike: both go through the same check of its network service.
 */
export async function trustFlag(certificate) {
  const { publicKey } = new X509Certificate(await readFile(certificate));
  const hash = createHash("sha256").update(publicKey.export({ type: "spki", format: "der" })).digest("base64");
  return `--ignore-certificate-errors-spki-list=${hash}`;
}
