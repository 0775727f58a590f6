// A health professional card for tests and the authority behind it, made with OpenSSL as card software would sign.

import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const openssl = (...values) => promisify(execFile)("openssl", values);
const CURVE = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:brainpoolP256r1", "-pkeyopt", "ec_param_enc:named_curve", "-nodes"];

/** The extensions of a card: what it may be used for, and who holds it. */
const extensions = (profession, telematikId) => `[card]
keyUsage=critical,digitalSignature
1.3.36.8.3.3=ASN1:SEQUENCE:admission
[admission]
contents=SEQUENCE:contents
[contents]
admissions=SEQUENCE:admissions
[admissions]
infos=SEQUENCE:infos
[infos]
info=SEQUENCE:info
[info]
words=SEQUENCE:words
oids=SEQUENCE:oids
number=PRINTABLESTRING:${telematikId}
[words]
word=UTF8:Testkarte
[oids]
oid=OID:${profession}
`;

/** An authority. Returns `{ anchor, card(profession, telematikId), end() }`; `anchor` is the file of its certificate. */
export async function makeAuthority() {
  const folder = await mkdtemp(join(tmpdir(), "heilsam-card-"));
  const at = (name) => join(folder, name);
  const root = ["-subj", "/C=DE/CN=Test HBA-CA", "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign"];
  await openssl("req", "-x509", ...CURVE, "-days", "30", "-keyout", at("root.key"), "-out", at("root.pem"), ...root);
  let count = 0;
  return {
    anchor: at("root.pem"),
    /** A card; `sign(bytes)` gives the content of a `.p7s`. */
    async card(profession, telematikId) {
      const name = `card-${(count += 1)}`;
      const [key, request, certificate] = ["key", "csr", "pem"].map((kind) => at(`${name}.${kind}`));
      await writeFile(at(`${name}.cnf`), extensions(profession, telematikId));
      await openssl("req", ...CURVE, "-keyout", key, "-out", request, "-subj", "/C=DE/CN=Dr. Erika Test");
      const by = ["-CA", at("root.pem"), "-CAkey", at("root.key"), "-CAcreateserial", "-CAserial", at("serial"), "-days", "20"];
      await openssl("x509", "-req", "-in", request, ...by, "-extfile", at(`${name}.cnf`), "-extensions", "card", "-out", certificate);
      return {
        async sign(bytes) {
          await writeFile(at("text"), bytes);
          await openssl("cms", "-sign", "-binary", "-in", at("text"), "-signer", certificate, "-inkey", key, "-outform", "DER", "-md", "sha256", "-out", at("p7s"));
          return readFile(at("p7s"));
        },
      };
    },
    end: () => rm(folder, { recursive: true, force: true }),
  };
}
