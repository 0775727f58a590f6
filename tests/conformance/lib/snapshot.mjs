// Snapshots for tools that need them: a differential laid over the snapshot of what it is based on.

const CORE = "http://hl7.org/fhir/StructureDefinition/";

/** `profiles` maps addresses to StructureDefinitions as JSON; gives one of them with a complete snapshot. */
export function withSnapshot(profile, profiles) {
  if (profile.snapshot) return profile;
  const base = profiles.get(profile.baseDefinition.split("|")[0]) ?? profiles.get(CORE + profile.type);
  const elements = structuredClone(withSnapshot(base, profiles).snapshot.element);
  for (const change of profile.differential.element) apply(elements, change, profiles);
  return { ...profile, snapshot: { element: elements } };
}

function apply(elements, change, profiles) {
  const position = place(elements, change.id, profiles);
  if (position >= 0) elements[position] = { ...elements[position], ...change };
}

/** The position of an element; opens up data types and makes slices on the way. */
function place(elements, id, profiles) {
  const known = elements.findIndex((element) => element.id === id);
  if (known >= 0 || !id.includes(".")) return known;
  const dot = id.lastIndexOf(".");
  const [last, slice] = id.slice(dot + 1).split(":");
  const parent = id.slice(0, dot);
  if (slice) return makeSlice(elements, `${parent}.${last}`, slice, profiles);
  const parentAt = place(elements, parent, profiles);
  if (parentAt < 0) return -1;
  open(elements, parentAt, profiles);
  return elements.findIndex((element) => element.id === id);
}

function makeSlice(elements, unsliced, slice, profiles) {
  const at = place(elements, unsliced, profiles);
  if (at < 0) return -1;
  const made = { ...structuredClone(elements[at]), id: `${unsliced}:${slice}`, sliceName: slice, min: 0 };
  delete made.slicing;
  const end = endOf(elements, at);
  elements.splice(end, 0, made);
  return end;
}

/** Puts the children of an element under it: those of the unsliced element, or those of its data type. */
function open(elements, at, profiles) {
  const { id, path, type } = elements[at];
  if (elements.some((element) => element.id.startsWith(`${id}.`))) return;
  const unsliced = id.replace(/:[^.:]+$/, "");
  const siblings = elements.filter((element) => unsliced !== id && element.id.startsWith(`${unsliced}.`));
  const definition = profiles.get(type?.[0]?.profile?.[0]?.split("|")[0]) ?? profiles.get(CORE + type?.[0]?.code);
  const source = siblings.length ? siblings : (definition ? withSnapshot(definition, profiles).snapshot.element.slice(1) : []);
  const root = siblings.length ? unsliced : definition?.type;
  const rootPath = siblings.length ? path : root;
  const children = source.map((element) => ({ ...structuredClone(element), id: id + element.id.slice(root.length), path: path + element.path.slice(rootPath.length) }));
  elements.splice(at + 1, 0, ...children);
}

function endOf(elements, at) {
  const { id } = elements[at];
  let end = at + 1;
  while (end < elements.length && /^[.:]/.test(elements[end].id.slice(id.length)) && elements[end].id.startsWith(id)) end += 1;
  return end;
}
