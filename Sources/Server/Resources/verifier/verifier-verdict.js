/**
 * Checks a receipt step by step, in the order and with the sentences of `daylight verify`.
 *
 * A check ends at the first step that fails; what was not reached is not said to hold. `say(key, values)` gives the words.
 */
class Check {
  constructor(say) {
    this.say = say;
    /** What was done: `{ state: "proven" | "failed" | "open", text }`. */
    this.steps = [];
  }

  step(state, key, values) {
    this.steps.push({ state, text: this.say(key, values) });
  }

  /**
   * Answers `{ ok, reason, steps, trusted, proven, notProven, statement }`.
   *
   * Throws Unusable when the policy, a signer or the receipt is none.
   */
  async run(given) {
    const policy = await usable("policy", () => Policy.read(given.policy));
    const signers = await usable("signers", () => readSigners(given.signers));
    const trusted = this.trusted(policy, signers, given.threshold);
    let entry = null;
    let envelope = null;
    try {
      const receipt = readReceipt(given.receipt, given.entry);
      entry = receipt.entry;
      envelope = readEnvelope(entry);
      const proof = await this.checkProof(receipt, policy);
      const signature = await this.checkSignature(envelope, signers, given.threshold);
      return { ...this.verdict(proof, signature, signers, given.threshold), steps: this.steps, trusted, ...said(envelope) };
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      this.steps.push({ state: "failed", text: error.message });
      const notProven = [this.say("not-proven.in-log")];
      return { ok: false, reason: error.message, proven: [], notProven, steps: this.steps, trusted, ...said(envelope) };
    }
  }

  async checkProof({ entry, proof: bytes }, policy) {
    const leafHash = await sha256(Uint8Array.of(0), entry);
    this.step("proven", "step.leaf", { bytes: entry.length, hash: hex(leafHash) });
    const proof = readProof(bytes);
    const note = readNote(proof.checkpoint);
    const verified = await openNote(note, policy.keys);
    const head = await readCheckpoint(note.text);
    const log = verified.find(({ key }) => key.type === LOG_KEY && key.name === head.origin);
    if (log === undefined) throw new Fault(`checkpoint: no log of the policy named ${head.origin} signed it`);
    this.step("proven", "step.log", { origin: head.origin, key: log.key.keyID, entries: this.entries(head.size) });
    const cosigned = this.checkWitnesses(verified, policy);
    await checkPath(leafHash, proof.index, proof.path, head);
    this.step("proven", "step.path", { index: proof.index, hashes: proof.path.length, root: hex(head.root) });
    return { head, index: proof.index, cosigned };
  }

  /** Each witness of the policy once, in its order. */
  checkWitnesses(verified, policy) {
    const cosigned = [];
    for (const { name, key } of policy.witnesses) {
      const found = verified.find((line) => line.key === key);
      if (found === undefined) {
        this.step("open", "step.no-witness", { witness: policyName(name) });
      } else {
        cosigned.push({ name, time: moment(found.time) });
        this.step("proven", "step.witness", { witness: policyName(name), time: moment(found.time) });
      }
    }
    const names = cosigned.map(({ name }) => name);
    if (!policy.isSatisfied(names)) {
      throw new Fault(`policy: the quorum is not met, cosigned by: ${names.map(policyName).join(", ") || "none"}`);
    }
    if (policy.quorum === null) this.step("open", "step.no-quorum");
    else this.step("proven", "step.quorum", { quorum: policyName(policy.quorum) });
    return cosigned;
  }

  /** `verified`, `failed`, `not checked`, or `none` when the entry is no envelope. */
  async checkSignature(envelope, signers, threshold) {
    if (envelope === null) {
      this.step(signers.length > 0 ? "failed" : "open", "step.no-envelope");
      return "none";
    }
    if (signers.length === 0) {
      this.step("open", "step.no-signer");
      return "not checked";
    }
    const found = await verifyingSigners(envelope, signers);
    for (const signer of signers) {
      if (found.includes(signer)) this.step("proven", "step.signer", { key: signer.keyID });
      else this.step(found.length >= threshold ? "open" : "failed", "step.not-signer", { key: signer.keyID });
    }
    if (envelope.payloadType !== STATEMENT_PAYLOAD) {
      this.step("failed", "step.payload-type", { type: envelope.payloadType });
      return "failed";
    }
    return found.length >= threshold ? "verified" : "failed";
  }

  verdict({ head, index, cosigned }, signature, signers, threshold) {
    let reason = null;
    if (signature === "failed") reason = "statement: too few of the given signers signed it";
    if (signature === "none" && signers.length > 0) reason = "statement: the entry is no signed envelope";
    const proven = [this.say("proven.entry", { index, origin: head.origin, entries: this.entries(head.size) })];
    for (const { name, time } of cosigned) proven.push(this.say("proven.witness", { witness: policyName(name), time }));
    if (signature === "verified") {
      const key = signers.length === 1 ? "proven.signer" : "proven.signers";
      proven.push(this.say(key, { threshold, signers: signers.length }));
    }
    const notProven = [this.say("not-proven.true")];
    if (signature !== "verified") notProven.push(this.say(`not-proven.signature-${signature.replace(" ", "-")}`));
    if (cosigned.length === 0) notProven.push(this.say("not-proven.alone"));
    notProven.push(this.say("not-proven.newest"));
    return { ok: reason === null, reason, proven, notProven };
  }

  trusted(policy, signers, threshold) {
    const quorum = policy.quorum === null ? this.say("trusted.no-quorum") : policyName(policy.quorum);
    return [
      ...policy.logs.map((key) => this.say("trusted.log", { key: key.source })),
      ...policy.witnesses.map(({ name, key }) => this.say("trusted.witness", { witness: policyName(name), key: key.source })),
      this.say("trusted.quorum", { quorum }),
      ...signers.map((signer) => this.say("trusted.signer", { key: signer.keyID })),
      signers.length === 0 ? this.say("trusted.no-signer") : this.say("trusted.threshold", { threshold, signers: signers.length }),
    ];
  }

  entries(size) {
    return this.say(size === 1n ? "entries.one" : "entries.other", { n: size });
  }
}

async function usable(field, read) {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Fault) throw new Unusable(field, error.message);
    throw error;
  }
}

/** What the entry says, in its own words; nothing of it is believed by showing it. */
function said(envelope) {
  return { statement: envelope === null ? null : readStatement(envelope) };
}

/** RFC 3339 where the year has four digits. */
function moment(seconds) {
  if (seconds >= 253402300800n) return `${seconds} s after 1970`;
  return new Date(Number(seconds) * 1000).toISOString().replace(".000Z", "Z");
}

/** Whether this browser verifies Ed25519: the first test of RFC 8032 §7.1, and the same with another message. */
async function isSupported() {
  if (typeof crypto === "undefined" || crypto.subtle === undefined) return false;
  const bytes = (digits) => Uint8Array.from(digits.match(/../g), (pair) => parseInt(pair, 16));
  const key = bytes("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  const signature = bytes(
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
  );
  return (await isSigned(key, signature, utf8(""))) && !(await isSigned(key, signature, utf8("x")));
}
