// Receipts: an entry, which is usually a signed envelope, and the proof that it stands in a log.

const RECEIPT_BYTES = 4 << 20;
const PROOF_HEADER = "c2sp.org/tlog-proof@v1";
const PROOF_HASHES = 63;
const ENVELOPE_BYTES = 16 << 20;
const ENVELOPE_SIGNATURES = 64;
const STATEMENT_PAYLOAD = "application/vnd.in-toto+json";
const STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
/** SubjectPublicKeyInfo of an Ed25519 key (RFC 8410), up to the key. */
const SPKI_PREFIX = "302a300506032b6570032100";

/**
 * The two parts of a receipt: JSON, or a .tlog-proof with its entry beside it.
 *
 * Throws Unusable when the file is of another kind, a Fault when it cannot be read or the entry beside it is another one.
 */
function readReceipt(bytes, beside) {
  if (shown(bytes.subarray(0, 20)) === PROOF_HEADER.slice(0, 20)) {
    if (beside.length === 0) throw new Unusable("entry", "expected the entry's bytes beside a .tlog-proof, found nothing");
    return { entry: beside, proof: bytes };
  }
  const receipt = readReceiptJSON(bytes);
  if (beside.length > 0 && !areEqual(beside, receipt.entry)) throw fault("entry", "the entry in the receipt", "other bytes");
  return receipt;
}

function readReceiptJSON(bytes) {
  if (bytes.length > RECEIPT_BYTES) throw new Unusable("receipt", `expected at most ${RECEIPT_BYTES} bytes, found ${bytes.length}`);
  let receipt;
  try {
    receipt = JSONReader.read(bytes, "receipt", 8);
  } catch (error) {
    if (error instanceof Fault) throw new Unusable("receipt", error.message);
    throw error;
  }
  if (isObject(receipt) && receipt.kind === "fork") {
    throw new Unusable("receipt", "This is evidence of a fork and no receipt. The command line judges it.");
  }
  if (!isObject(receipt) || typeof receipt.entry !== "string" || typeof receipt.proof !== "string") {
    throw new Unusable("receipt", `expected an object with the strings entry and proof, found ${kind(receipt)}`);
  }
  const entry = base64(receipt.entry);
  if (entry === null) throw fault("receipt: entry", "standard base64", receipt.entry);
  return { entry, proof: utf8(receipt.proof) };
}

/** Takes a .tlog-proof apart: index, path, checkpoint. The `extra` line is nobody's word and is only checked for its form. */
function readProof(bytes) {
  const lines = [];
  let start = 0;
  for (;;) {
    const end = bytes.indexOf(0x0a, start);
    if (end < 0 || lines.length > PROOF_HASHES + 3) {
      throw fault(`proof:${lines.length + 1}`, `at most ${PROOF_HASHES} hashes, an empty line and a checkpoint`, "neither");
    }
    const line = shown(bytes.subarray(start, end));
    start = end + 1;
    if (line === "") break;
    lines.push(line);
  }
  if (lines[0] !== PROOF_HEADER) throw fault("proof:1", PROOF_HEADER, lines[0] ?? "an empty line");
  let next = 1;
  if (lines[next]?.startsWith("extra ")) {
    if (base64(lines[next].slice(6)) === null) throw fault(`proof:${next + 1}`, "extra and base64", lines[next]);
    next += 1;
  }
  const index = lines[next]?.startsWith("index ") ? decimal(lines[next].slice(6)) : null;
  if (index === null) throw fault(`proof:${next + 1}`, "index and a decimal number", lines[next] ?? "an empty line");
  return { index, path: readPath(lines, next + 1), checkpoint: bytes.subarray(start) };
}

function readPath(lines, start) {
  const hashes = lines.slice(start);
  if (hashes.length > PROOF_HASHES) throw fault(`proof:${start + 1}`, `at most ${PROOF_HASHES} hashes`, hashes.length);
  return hashes.map((line, position) => {
    const hash = base64(line);
    if (hash === null || hash.length !== 32) throw fault(`proof:${start + position + 1}`, "base64 of a 32-byte hash", line);
    return hash;
  });
}

/** RFC 6962 §2.1.1: the path must have exactly the length that index and size give, and lead to the root. */
async function checkPath(leafHash, index, path, { size, root }) {
  if (index >= size) throw fault("inclusion", `an index below the size ${size}`, index);
  const inner = (index ^ (size - 1n)).toString(2).replace(/^0$/, "").length;
  const border = (index >> BigInt(inner)).toString(2).replaceAll("0", "").length;
  if (path.length !== inner + border) throw fault("inclusion", `a proof of ${inner + border} hashes`, path.length);
  let hash = leafHash;
  for (const [level, step] of path.entries()) {
    const isLeft = level < inner && ((index >> BigInt(level)) & 1n) === 0n;
    hash = await sha256(Uint8Array.of(1), ...(isLeft ? [hash, step] : [step, hash]));
  }
  if (!areEqual(hash, root)) throw new Fault(`inclusion: the proof leads to the root ${hex(hash)}, not to ${hex(root)}`);
}

/** The envelope that an entry is (DSSE 1.0.2); null when it is none. */
function readEnvelope(entry) {
  try {
    if (entry.length > ENVELOPE_BYTES) return null;
    const object = JSONReader.read(entry, "envelope", 64);
    const list = object.signatures;
    const isSound = typeof object.payloadType === "string" && Array.isArray(list) && list.length >= 1;
    if (!isSound || list.length > ENVELOPE_SIGNATURES) return null;
    const signatures = list.map((signature) => {
      const isHint = signature.keyid === undefined || typeof signature.keyid === "string";
      return isObject(signature) && isHint ? base64(signature.sig, true) : null;
    });
    const payload = base64(object.payload, true);
    return payload === null || signatures.includes(null) ? null : { payload, payloadType: object.payloadType, signatures };
  } catch {
    return null;
  }
}

/** What an envelope's body says, when it is an in-toto Statement v1; null when it is not. */
function readStatement({ payload }) {
  try {
    const statement = JSONReader.read(payload, "statement", 64);
    const isStatement = isObject(statement) && statement._type === STATEMENT_TYPE && typeof statement.predicateType === "string";
    return isStatement ? statement : null;
  } catch {
    return null;
  }
}

/** The bytes that are signed (PAE): lengths are in bytes, so that no field can run into the next. */
function signedBytes({ payload, payloadType }) {
  const type = utf8(payloadType);
  return joined(utf8(`DSSEv1 ${type.length} `), type, utf8(` ${payload.length} `), payload);
}

/** The signers that signed the envelope, each once. The hints in it decide nothing; a failing extra signature is skipped. */
async function verifyingSigners(envelope, signers) {
  const message = signedBytes(envelope);
  const found = [];
  for (const signer of signers) {
    for (const signature of envelope.signatures) {
      if (await isSigned(signer.publicKey, signature, message)) {
        found.push(signer);
        break;
      }
    }
  }
  return found;
}

/** Reads PEM public keys, one after the other; the same key twice counts once. */
async function readSigners(bytes) {
  const signers = [];
  for (const block of shown(bytes).split(/(?<=-----END PUBLIC KEY-----)/)) {
    const lines = block.split(/[\r\n]+/).filter((line) => line !== "");
    if (lines.length === 0) continue;
    const spki = base64(lines.slice(1, -1).join(""));
    const isPEM = lines[0] === "-----BEGIN PUBLIC KEY-----" && lines[lines.length - 1] === "-----END PUBLIC KEY-----";
    if (!isPEM || lines.length < 3 || spki === null) {
      throw fault("signer", "-----BEGIN PUBLIC KEY-----, base64, -----END PUBLIC KEY-----", "other text");
    }
    if (spki.length !== 44 || !hex(spki).startsWith(SPKI_PREFIX)) {
      throw fault("signer", "a SubjectPublicKeyInfo of an Ed25519 key, 44 bytes", `${spki.length} other bytes`);
    }
    const signer = { keyID: hex(await sha256(spki)), publicKey: spki.subarray(12) };
    if (!signers.some((other) => other.keyID === signer.keyID)) signers.push(signer);
  }
  return signers;
}
