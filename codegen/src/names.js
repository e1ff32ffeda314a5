// How names are spelled.

/** `creatorRegistered` */
export const camel = (name) => name[0].toLowerCase() + name.slice(1);

/** `CreatorRegistered` from `creator_registered` */
export const pascal = (name) => name.split('_').map((word) => word[0].toUpperCase() + word.slice(1)).join('');
