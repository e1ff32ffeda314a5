import type { Action } from './actions.ts';

// Across the border an enum is its variant's name around its fields, or the name alone.
export type Variant = string | Record<string, unknown>;

function tagged(tag: string, variant: Variant): Record<string, unknown> {
  if (typeof variant === 'string') return { [tag]: variant };
  const [name, fields] = Object.entries(variant)[0]!;
  return { ...(fields as object), [tag]: name };
}

function untagged(tag: string, value: object): Variant {
  const { [tag]: name, ...fields } = value as Record<string, unknown>;
  return Object.keys(fields).length === 0 ? String(name) : { [String(name)]: fields };
}

/** An action as it crosses the border. */
export function inward(action: Action): Variant {
  return untagged('kind', 'pin' in action ? { ...action, pin: untagged('is', action.pin) } : action);
}

/** An action that came across the border. */
export function outward(variant: Variant): Action {
  const action = tagged('kind', variant);
  return ('pin' in action ? { ...action, pin: tagged('is', action.pin as Variant) } : action) as Action;
}
