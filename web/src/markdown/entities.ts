// Replaces HTML entities such as "&times;" in an answer's text. The browser parses one entity at a time, never a tag.

const kEntity = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi;

export const withCharacters = (text: string): string => (text.includes("&") ? text.replace(kEntity, character) : text);

const character = (entity: string): string =>
  new DOMParser().parseFromString(entity, "text/html").body.textContent ?? entity;
