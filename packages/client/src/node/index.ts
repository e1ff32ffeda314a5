/**
 * The client of a node of Makerstake: lists, histories and documents over HTTP. What it answers is for reading; what is signed is
 * read from the chain, and documents are believed by their hash alone.
 */
export * from './answers.ts';
export * from './client.ts';
export { bytesUpTo, checked } from './documents.ts';
export * from './fault.ts';
export { DECODERS, type List, type Lists, type Question } from './lists.ts';
export { hashName, LARGEST_TEXT, pictureType } from './names.ts';
export { accountOf, ShapeFault } from './shape.ts';
