// What the text of a primitive value must look like. Source: FHIR R4, data types.

const DATE = String.raw`([0-9]([0-9]([0-9][1-9]|[1-9]0)|[1-9]00)|[1-9]000)(-(0[1-9]|1[0-2])(-(0[1-9]|[1-2][0-9]|3[0-1])`;
const CLOCK = String.raw`T([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?(Z|(\+|-)((0[0-9]|1[0-3]):[0-5][0-9]|14:00))`;
const URI = /^\S+$/;
const TEXT = /^[ \r\n\t\S]*\S[ \r\n\t\S]*$/;

const SHAPES = {
  boolean: /^(true|false)$/,
  integer: /^(0|[-+]?[1-9][0-9]*)$/,
  unsignedInt: /^(0|[1-9][0-9]*)$/,
  positiveInt: /^[1-9][0-9]*$/,
  decimal: /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$/,
  id: /^[A-Za-z0-9\-.]{1,64}$/,
  code: /^\S+(\s\S+)*$/,
  uri: URI, url: URI, canonical: URI, oid: /^urn:oid:[0-2](\.(0|[1-9][0-9]*))+$/,
  uuid: /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  date: new RegExp(`^${DATE})?)?$`),
  dateTime: new RegExp(`^${DATE}(${CLOCK})?)?)?$`),
  instant: new RegExp(`^${DATE}${CLOCK}))$`),
  time: /^([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?$/,
  base64Binary: /^(\s*[0-9a-zA-Z+/=]){4,}\s*$/,
  string: TEXT, markdown: TEXT, xhtml: TEXT,
};

/** Whether this is a primitive type. */
export const isPrimitive = (type) => type in SHAPES;

/** Whether the text fits the type; a urn:uuid must be one even where only a uri is asked. */
export function fits(type, text) {
  if (["uri", "url", "canonical"].includes(type) && text.startsWith("urn:uuid:") && !SHAPES.uuid.test(text)) return false;
  return SHAPES[type].test(text);
}
