// Checks receipts in the reader's own browser: no library, no request, WebCrypto only.
//
// The files of this folder are joined into one module. They follow the same documents as the program (C2SP signed-note,
// tlog-checkpoint, tlog-cosignature, tlog-proof and tlog-policy, DSSE 1.0.2, RFC 6962), and change together with it.

/** What was given cannot be checked or does not hold: what was expected and what was found. */
class Fault extends Error {}

/** What was given is no receipt, policy or key at all, so that nothing was checked. `field` names the input. */
class Unusable extends Error {
  constructor(field, message) {
    super(message);
    this.field = field;
  }
}

const FOUND_LIMIT = 40;

function fault(place, expected, found) {
  return new Fault(`${place}: expected ${expected}, found ${Array.from(String(found)).slice(0, FOUND_LIMIT).join("")}`);
}

function utf8(text) {
  return new TextEncoder().encode(text);
}

/** The text of strict UTF-8, a byte order mark included; null for other bytes. */
function text(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** For showing: bytes that are not UTF-8 are replaced. */
function shown(bytes) {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

function joined(...parts) {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let position = 0;
  for (const part of parts) {
    bytes.set(part, position);
    position += part.length;
  }
  return bytes;
}

function areEqual(left, right) {
  return left.length === right.length && left.every((byte, position) => byte === right[position]);
}

/** Splits at every separator; empty parts stay, so that nothing is overlooked. */
function split(bytes, separator) {
  const parts = [];
  let start = 0;
  for (let end = 0; end <= bytes.length; end += 1) {
    if (end === bytes.length || bytes[end] === separator) {
      parts.push(bytes.subarray(start, end));
      start = end + 1;
    }
  }
  return parts;
}

function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Base64 (RFC 4648), one text for one value: no blanks, no line breaks, no unused bits that are not zero.
 *
 * The standard alphabet needs its padding; `either` also takes the URL alphabet and padding left out, as DSSE asks.
 * Null for anything else.
 */
function base64(encoded, either = false) {
  const padding = encoded.endsWith("==") ? 2 : encoded.endsWith("=") ? 1 : 0;
  const digits = encoded.slice(0, encoded.length - padding);
  if (!(either ? /^[A-Za-z0-9+/_-]*$/ : /^[A-Za-z0-9+/]*$/).test(digits) || digits.length % 4 === 1) return null;
  if ((padding > 0 || !either) && encoded.length % 4 !== 0) return null;
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let pending = 0;
  let bits = 0;
  let position = 0;
  for (const digit of digits) {
    pending = (pending << 6) | base64Value(digit);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[position] = pending >> bits;
      position += 1;
      pending &= (1 << bits) - 1;
    }
  }
  return pending === 0 ? bytes : null;
}

function base64Value(digit) {
  if (digit === "+" || digit === "-") return 62;
  if (digit === "/" || digit === "_") return 63;
  const code = digit.charCodeAt(0);
  if (code <= 0x39) return code - 0x30 + 52;
  return code <= 0x5a ? code - 0x41 : code - 0x61 + 26;
}

/** `0` or `[1-9][0-9]*`, at most 2^63 − 1, as a BigInt; null for any other spelling. */
function decimal(digits) {
  if (!/^(0|[1-9][0-9]{0,18})$/.test(digits)) return null;
  const value = BigInt(digits);
  return value < 1n << 63n ? value : null;
}

async function sha256(...parts) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));
}

/** Ed25519 (RFC 8032). A key that is no point of the curve verifies nothing. */
async function isSigned(publicKey, signature, message) {
  if (signature.length !== 64) return false;
  try {
    const key = await crypto.subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", key, signature, message);
  } catch {
    return false;
  }
}
