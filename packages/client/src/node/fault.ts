/** Why a node gave no answer. */
export class NodeFault extends Error {
  constructor(
    /** `silent`: nothing answered. `refused`: it said why not. `other`: what answered is no node. `false`: a document with another hash. */
    readonly is: 'silent' | 'refused' | 'other' | 'false',
    message: string,
    /** Of HTTP, where something answered. */
    readonly status?: number,
  ) {
    super(message);
  }
}
