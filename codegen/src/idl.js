// Turns an Anchor 2 IDL into one that codama reads: alias types inlined, generics instantiated, event types kept.

/**
 * @param {object} idl an IDL as `cargo xtask idl` writes it
 * @returns {object} the same IDL without alias types and generics
 */
export function normalise(idl) {
  const aliases = new Map();
  const generics = new Map();
  for (const type of idl.types ?? []) {
    if (type.type.kind === 'type') aliases.set(type.name, type.type.alias);
    else if (type.generics?.length) generics.set(type.name, type);
  }
  const instances = new Map();
  const plain = (idl.types ?? []).filter((type) => !aliases.has(type.name) && !generics.has(type.name));
  const scope = { aliases, generics, instances };
  const normalised = rewrite({ ...idl, types: plain }, scope, {});
  normalised.types.push(...instances.values());
  return normalised;
}

/** Rewrites one node of the IDL; `bound` holds the parameters of the generic type around it. */
function rewrite(node, scope, bound) {
  if (Array.isArray(node)) return node.map((item) => rewrite(item, scope, bound));
  if (node === null || typeof node !== 'object') return node;
  if (typeof node.generic === 'string') return lookUp(bound, node.generic);
  if (Array.isArray(node.array)) {
    const [item, length] = node.array;
    return { array: [rewrite(item, scope, bound), Number(length?.generic ? lookUp(bound, length.generic) : length)] };
  }
  if (node.defined?.name !== undefined) {
    const { name, generics = [] } = node.defined;
    if (scope.aliases.has(name)) return rewrite(scope.aliases.get(name), scope, bound);
    if (scope.generics.has(name)) return { defined: { name: instantiate(name, generics, scope, bound) } };
  }
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, rewrite(value, scope, bound)]));
}

function lookUp(bound, name) {
  if (!(name in bound)) throw new Error(`the IDL uses the generic parameter ${name} outside of its type`);
  return bound[name];
}

/** Adds `PodVecU84` for `PodVec<u8, 4>`, once, and gives its name. */
function instantiate(name, args, scope, bound) {
  const { generics: parameters, ...definition } = scope.generics.get(name);
  const values = args.map((arg) => (arg.kind === 'const' ? arg.value : rewrite(arg.type, scope, bound)));
  const instance = name + values.map((value) => capital(label(value))).join('');
  if (!scope.instances.has(instance)) {
    scope.instances.set(instance, undefined); // reserves the place: a type may name itself
    const inner = Object.fromEntries(parameters.map((parameter, index) => [parameter.name, values[index]]));
    scope.instances.set(instance, { ...definition, name: instance, type: rewrite(definition.type, scope, inner) });
  }
  return instance;
}

function label(value) {
  if (typeof value === 'string') return value;
  if (value.defined) return value.defined.name;
  if (value.array) return `${label(value.array[0])}x${value.array[1]}`;
  throw new Error(`no name for the generic argument ${JSON.stringify(value)}`);
}

function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}
