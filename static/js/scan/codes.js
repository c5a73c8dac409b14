// Badge codes as the server's codes.py has them: read from a camera or a person, checked, hashed.

const ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const LENGTH = 14;

function isRight(body) {
  let rest = 0;
  for (const symbol of body) {
    const value = ALPHABET.indexOf(symbol);
    if (value < 0) return false;
    rest = (rest << 1) ^ (rest & 16 ? 0b100101 : 0);
    rest ^= value;
  }
  return rest === 0;
}

// The code in an address (/b/CODE) or typed, in any case and grouping; null if there is none.
export function readBadge(text) {
  let bare = text.trim();
  if (bare.includes("/")) {
    const found = /\/b\/([^/?#]+)\/?(?:[?#].*)?$/i.exec(bare);
    if (!found) return null;
    bare = found[1];
  }
  bare = bare.replace(/[\s\-‐-―_.·\u200e\u200f\u2066-\u2069]+/g, "").toUpperCase();
  return bare.length === LENGTH && bare.startsWith("EH") && isRight(bare.slice(2)) ? bare : null;
}

export function shown(code) {
  return [code.slice(0, 2), ...code.slice(2).match(/.{1,4}/g)].join("-");
}

// The short hash of an edition's badge, or null where the browser has no cryptography (plain http).
export async function shortHash(edition, code) {
  if (!globalThis.crypto?.subtle) return null;
  const bytes = new TextEncoder().encode(`${edition}:${code}`);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).slice(0, 6);
  return btoa(String.fromCharCode(...digest)).replaceAll("+", "-").replaceAll("/", "_");
}
