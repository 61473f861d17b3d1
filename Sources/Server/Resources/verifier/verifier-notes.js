// Signed notes, the keys that sign them, and the two things signed here: checkpoints and cosignatures.

const NOTE_BYTES = 1 << 20;
const NOTE_SIGNATURES = 100;
const LOG_KEY = 0x01;
const WITNESS_KEY = 0x04;

/** Not empty, no Unicode white space, no `+`, no control characters. */
function isKeyName(name) {
  return name !== "" && !/[\p{White_Space}+\u0000-\u001f]/u.test(name);
}

/** Reads `<name>+<key ID>+<base64(type || key)>`; the key ID is computed again. */
async function readVerifierKey(source) {
  const [name, keyID, ...rest] = source.split("+");
  // A name has no `+`, base64 may have more.
  const key = base64(rest.join("+"));
  if (rest.length === 0 || utf8(source).length > 1000) throw fault("vkey", "NAME+KEYID+BASE64", source);
  if (!isKeyName(name)) throw fault("vkey", "a name without white space", name);
  if (!/^[0-9a-f]{8}$/.test(keyID)) throw fault("vkey", "a key ID of eight lower-case hexadecimal digits", keyID);
  if (key === null || key.length === 0) throw fault("vkey", "standard base64 with padding as the last part", "other text");
  if (key.length !== 33 || ![LOG_KEY, WITNESS_KEY].includes(key[0])) {
    throw fault("vkey", "type 01 or 04 and 32 key bytes", `type ${hex(key.subarray(0, 1))}`);
  }
  const computed = hex((await sha256(utf8(`${name}\n`), key)).subarray(0, 4));
  if (computed !== keyID) throw fault("vkey", `the key ID ${computed}`, keyID);
  return { name, keyID, type: key[0], publicKey: key.subarray(1), source };
}

/** Takes a note apart: the signed text and every signature line. Believes nothing yet. */
function readNote(bytes) {
  if (bytes.length > NOTE_BYTES) throw fault("note", `at most ${NOTE_BYTES} bytes`, `${bytes.length} bytes`);
  if (text(bytes) === null) throw fault("note", "UTF-8", "other bytes");
  const control = bytes.findIndex((byte) => byte < 0x20 && byte !== 0x0a);
  if (control >= 0) {
    const hint = bytes[control] === 0x0d ? " (were the line ends converted?)" : "";
    throw fault(`note, byte ${control}`, "no control characters", `byte 0x${hex([bytes[control]])}${hint}`);
  }
  const end = lastEmptyLine(bytes);
  const rest = bytes.subarray(end + 1);
  if (rest[rest.length - 1] !== 0x0a) throw fault("note", "signature lines, each ended by a newline", "none or no newline");
  const lines = split(rest.subarray(0, -1), 0x0a);
  if (lines.length > NOTE_SIGNATURES) throw fault("note", `at most ${NOTE_SIGNATURES} signature lines`, lines.length);
  return { text: bytes.subarray(0, end), signatures: lines.map((line) => readSignatureLine(shown(line))) };
}

/** Where the text ends: after the newline before the last empty line. */
function lastEmptyLine(bytes) {
  for (let end = bytes.length - 1; end >= 1; end -= 1) {
    if (bytes[end] === 0x0a && bytes[end - 1] === 0x0a) return end;
  }
  throw fault("note", "an empty line before the signatures", "none");
}

function readSignatureLine(line) {
  if (!line.startsWith("\u2014 ")) throw fault("note: signature line", '"\u2014 " at the start', line);
  const space = line.indexOf(" ", 2);
  if (space < 0) throw fault("note: signature line", "a name and base64", line);
  const name = line.slice(2, space);
  const bytes = base64(line.slice(space + 1));
  if (!isKeyName(name)) throw fault("note: signature line", "a key name", name);
  if (bytes === null || bytes.length < 5) {
    throw fault("note: signature line", "standard base64 of at least five bytes", line.slice(space + 1));
  }
  return { name, keyID: hex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
}

/**
 * Checks every line of a known key; lines of unknown keys are left out, a second line of one key is not looked at.
 *
 * A failing line of a known key rejects the whole note: somebody has changed the text or the line.
 */
async function openNote(note, keys) {
  const verified = [];
  const isOf = (line) => (key) => key.name === line.name && key.keyID === line.keyID;
  for (const line of note.signatures) {
    const known = keys.filter(isOf(line));
    if (known.length === 0 || verified.some(({ key }) => isOf(line)(key))) continue;
    verified.push(await verifyLine(line, note.text, known));
  }
  if (verified.length === 0) throw new Fault("note: no known key signed it");
  return verified;
}

async function verifyLine(line, signed, keys) {
  for (const key of keys) {
    if (key.type === LOG_KEY) {
      if (await isSigned(key.publicKey, line.signature, signed)) return { key, time: null };
      continue;
    }
    const time = cosignatureTime(line.signature);
    const message = joined(utf8(`cosignature/v1\ntime ${time}\n`), signed);
    if (time !== null && (await isSigned(key.publicKey, line.signature.subarray(8), message))) return { key, time };
  }
  throw new Fault(`note: the signature of ${line.name} does not fit the text`);
}

/** The eight bytes before a cosignature, POSIX seconds; null for a wrong length or a time above 2^63 − 1. */
function cosignatureTime(signature) {
  if (signature.length !== 72) return null;
  const time = new DataView(signature.buffer, signature.byteOffset, 8).getBigUint64(0);
  return time < 1n << 63n ? time : null;
}

/** Reads a tree head out of a note's text: origin, size, root. */
async function readCheckpoint(signed) {
  const lines = split(signed.subarray(0, -1), 0x0a).map(shown);
  if (lines.length < 3) throw fault("checkpoint", "at least three lines", lines.length);
  if (lines[0] === "") throw fault("checkpoint: origin", "a name", "an empty line");
  const size = decimal(lines[1]);
  if (size === null) throw fault("checkpoint: size", "a decimal number without leading zeros", lines[1]);
  const root = base64(lines[2]);
  if (root === null || root.length !== 32) throw fault("checkpoint: root", "base64 of 32 bytes", lines[2]);
  if (lines.slice(3).includes("")) throw fault("checkpoint: extension", "a line that is not empty", "an empty one");
  if (size === 0n && !areEqual(root, await sha256())) {
    throw fault("checkpoint: root", "the root of the empty tree", hex(root));
  }
  return { origin: lines[0], size, root };
}
