const POLICY_BYTES = 1 << 20;

/**
 * Whom the reader trusts: logs, witnesses, and how many of them must have cosigned (C2SP tlog-policy).
 *
 * Everything a line refers to stands on an earlier one. Names are bytes: each is held as one character a byte.
 */
class Policy {
  /** Throws a Fault with the line that breaks a rule. */
  static async read(bytes) {
    if (bytes.length > POLICY_BYTES) throw fault("policy", `at most ${POLICY_BYTES} bytes`, bytes.length);
    if (bytes[bytes.length - 1] !== 0x0a) {
      const found = bytes.length === 0 ? "nothing" : "no newline at the end";
      throw fault("policy", "lines, each ended by a newline", found);
    }
    const policy = new Policy();
    for (const line of split(bytes.subarray(0, -1), 0x0a)) await policy.readLine(line);
    if (policy.quorum === undefined) throw fault("policy", "a quorum line", "none");
    return policy;
  }

  constructor() {
    this.logs = [];
    this.witnesses = [];
    this.groups = [];
    /** A name, null for `none`, undefined before its line. */
    this.quorum = undefined;
    this.defined = new Set();
    this.members = new Set();
    this.line = 0;
  }

  fault(expected, found) {
    return fault(`policy:${this.line}`, expected, typeof found === "string" ? policyName(found) : found);
  }

  async readLine(bytes) {
    this.line += 1;
    const control = bytes.find((byte) => byte !== 0x09 && (byte < 0x20 || byte === 0x7f));
    if (control !== undefined) throw this.fault("no control characters", `byte 0x${hex([control])}`);
    const source = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    const [keyword, ...items] = source.split(/[ \t]+/).filter((item) => item !== "");
    if (keyword === undefined || keyword.startsWith("#")) return;
    if (keyword === "log") await this.readLog(items);
    else if (keyword === "witness") await this.readWitness(items);
    else if (keyword === "group") this.readGroup(items);
    else if (keyword === "quorum") this.readQuorum(items);
    else throw this.fault("log, witness, group or quorum", keyword);
  }

  async key(item, type, known) {
    const source = text(policyBytes(item));
    if (source === null) throw this.fault("a vkey in UTF-8", "other bytes");
    let key;
    try {
      key = await readVerifierKey(source);
    } catch (error) {
      if (error instanceof Fault) throw new Fault(`policy:${this.line}: ${error.message}`);
      throw error;
    }
    if (key.type !== type) throw this.fault(`a vkey of type 0${type}`, `type 0${key.type}`);
    if (known.some((other) => areEqual(other.publicKey, key.publicKey))) throw this.fault("each public key once", "one twice");
    return key;
  }

  async readLog(items) {
    if (items.length < 1 || items.length > 2) throw this.fault("log VKEY [URL]", `${items.length} items`);
    this.logs.push(await this.key(items[0], LOG_KEY, this.logs));
  }

  async readWitness(items) {
    if (items.length < 2 || items.length > 3) throw this.fault("witness NAME VKEY [URL]", `${items.length} items`);
    const name = this.define(items[0]);
    const key = await this.key(items[1], WITNESS_KEY, this.witnesses.map((witness) => witness.key));
    this.witnesses.push({ name, key });
  }

  readGroup(items) {
    if (items.length < 3) throw this.fault("group NAME all|any|K MEMBER…", `${items.length} items`);
    const [name, rule, ...members] = items;
    for (const member of members) {
      if (!this.defined.has(member)) throw this.fault("members of earlier lines", member);
      if (this.members.has(member)) throw this.fault("each member once in the file", member);
      this.members.add(member);
    }
    const count = decimal(rule);
    const threshold = rule === "all" ? members.length : rule === "any" ? 1 : Number(count ?? 0n);
    if (threshold < 1 || threshold > members.length) throw this.fault(`all, any or 1 to ${members.length}`, rule);
    this.groups.push({ name: this.define(name), threshold, members });
  }

  readQuorum(items) {
    if (items.length !== 1) throw this.fault("quorum NAME or none", `${items.length} items`);
    if (this.quorum !== undefined) throw this.fault("one quorum line", "a second");
    if (items[0] !== "none" && !this.defined.has(items[0])) throw this.fault("a name of an earlier line", items[0]);
    this.quorum = items[0] === "none" ? null : items[0];
  }

  define(name) {
    if (name === "none") throw this.fault("a name other than none", name);
    if (this.defined.has(name)) throw this.fault("each name once", name);
    this.defined.add(name);
    return name;
  }

  /** Every key the policy names. */
  get keys() {
    return [...this.logs, ...this.witnesses.map((witness) => witness.key)];
  }

  /** Whether the quorum is met when exactly these witnesses have cosigned. */
  isSatisfied(cosigned) {
    if (this.quorum === null) return true;
    const satisfied = new Set(cosigned);
    // Members stand on earlier lines, so one pass in order decides every group.
    for (const group of this.groups) {
      if (group.members.filter((member) => satisfied.has(member)).length >= group.threshold) satisfied.add(group.name);
    }
    return satisfied.has(this.quorum);
  }
}

function policyBytes(item) {
  return Uint8Array.from(item, (character) => character.charCodeAt(0));
}

/** A name for showing. */
function policyName(item) {
  return shown(policyBytes(item));
}
