// Two joiners that some scripts and emoji need; every other character without a shape of its own is shown as such.
const HIDDEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/gu;

/**
 * Somebody else's text as a person must see it: no control characters, none that turn the direction of what stands
 * around them, none that take no room. Markup needs no escaping here, because nothing of ours renders any.
 */
export const visible = (text: string): string => text.replace(HIDDEN, '\ufffd');
