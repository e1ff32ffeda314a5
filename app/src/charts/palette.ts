/** Fills of neighbouring parts; each differs from its neighbours in lightness too, and none stands without a label. */
export const FILLS = ['fill-accent', 'fill-teal', 'fill-gold', 'fill-muted', 'fill-good', 'fill-edge'] as const;
export const SWATCHES = ['bg-accent', 'bg-teal', 'bg-gold', 'bg-muted', 'bg-good', 'bg-edge'] as const;
