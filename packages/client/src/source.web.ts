/** Where the WebAssembly is: beside its JavaScript, which knows. */
export const source = (): undefined => undefined;
