/**
 * Reads JSON (RFC 8259) strictly and bounded. `JSON.parse` takes the last of two members of one name, and lone surrogates:
 * two readers of one receipt could then see two things.
 */
class JSONReader {
  /** The value as plain values; objects have no prototype. Throws a Fault with the place. */
  static read(bytes, place, depthLimit) {
    const source = text(bytes);
    if (source === null) throw fault(place, "UTF-8", "other bytes");
    const reader = new JSONReader(source, place, depthLimit);
    const value = reader.value(0);
    reader.skipSpace();
    if (reader.position < source.length) throw reader.fault("the end of the input");
    return value;
  }

  constructor(source, place, depthLimit) {
    this.source = source;
    this.place = place;
    this.depthLimit = depthLimit;
    this.position = 0;
  }

  fault(expected) {
    const found = this.source[this.position] ?? "the end of the input";
    return fault(`${this.place}, character ${this.position}`, expected, found);
  }

  skipSpace() {
    while (" \t\n\r".includes(this.source[this.position] ?? "x")) this.position += 1;
  }

  accept(character) {
    this.skipSpace();
    if (this.source[this.position] !== character) return false;
    this.position += 1;
    return true;
  }

  value(depth) {
    this.skipSpace();
    const first = this.source[this.position];
    if (first === "{" || first === "[") {
      if (depth >= this.depthLimit) throw this.fault(`at most ${this.depthLimit} levels of nesting`);
      return first === "{" ? this.object(depth + 1) : this.array(depth + 1);
    }
    if (first === '"') return this.string();
    return this.scalar();
  }

  scalar() {
    const pattern = /true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.source);
    if (found === null) throw this.fault("a JSON value");
    this.position += found[0].length;
    return JSON.parse(found[0]);
  }

  array(depth) {
    this.position += 1;
    const elements = [];
    if (this.accept("]")) return elements;
    do elements.push(this.value(depth));
    while (this.accept(","));
    if (!this.accept("]")) throw this.fault('"," or "]"');
    return elements;
  }

  object(depth) {
    this.position += 1;
    const members = Object.create(null);
    if (this.accept("}")) return members;
    do {
      this.skipSpace();
      if (this.source[this.position] !== '"') throw this.fault("a member name");
      const name = this.string();
      if (name in members) throw this.fault(`each name once in an object, and "${name}" again`);
      if (!this.accept(":")) throw this.fault('":"');
      members[name] = this.value(depth);
    } while (this.accept(","));
    if (!this.accept("}")) throw this.fault('"," or "}"');
    return members;
  }

  string() {
    const pattern = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.source);
    if (found === null) throw this.fault("text in quotes with sound escapes");
    const value = JSON.parse(found[0]);
    if (/\p{Surrogate}/u.test(value)) throw this.fault("no lone surrogate");
    this.position += found[0].length;
    return value;
  }
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value's kind, in the words of a fault. */
function kind(value) {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return { object: "an object", string: "a string", number: "a number", boolean: "true or false" }[typeof value];
}
