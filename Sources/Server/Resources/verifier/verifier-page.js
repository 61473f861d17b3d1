/** The verifier on a page: what the reader gave, and the verdict in words. Only text is ever put into the page. */
class VerifierView {
  constructor(root) {
    this.root = root;
    this.words = new Map();
    for (const word of root.querySelector("template").content.children) this.words.set(word.dataset.key, word.textContent);
    this.form = root.querySelector("form");
    this.status = root.querySelector("[data-status]");
    this.result = root.querySelector("[data-result]");
    /** Says the verdict to a screen reader, without the whole list. */
    this.announcement = root.querySelector("[role=status]");
    /** Bytes of files that were opened, by field, until the text is changed: text fields would alter line ends. */
    this.opened = new Map();
  }

  say(key, values = {}) {
    const phrase = this.words.get(key) ?? key;
    return phrase.replace(/\{(\w+)\}/g, (tag, name) => (name in values ? String(values[name]) : tag));
  }

  async start() {
    if (!(await isSupported())) {
      this.status.textContent = this.say(window.isSecureContext ? "unsupported" : "insecure");
      return;
    }
    this.status.hidden = true;
    this.form.hidden = false;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.verify();
    });
    for (const field of ["receipt", "entry", "policy", "signers"]) {
      const area = this.form.elements[field];
      area.addEventListener("input", () => this.opened.delete(field));
      this.form.elements[`${field}-file`].addEventListener("change", (event) => this.open(field, area, event.target));
    }
  }

  async open(field, area, input) {
    const file = input.files[0];
    if (file === undefined) return;
    if (file.size > RECEIPT_BYTES) {
      this.show(this.unusable(new Unusable(field, `expected at most ${RECEIPT_BYTES} bytes, found ${file.size}`)), "unusable");
      return;
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    area.value = shown(bytes);
    this.opened.set(field, bytes);
  }

  given() {
    const bytes = (field) => this.opened.get(field) ?? utf8(this.form.elements[field].value);
    const threshold = Number(this.form.elements.threshold.value);
    if (!Number.isInteger(threshold) || threshold < 1) {
      throw new Unusable("threshold", `expected a whole number of at least 1, found ${this.form.elements.threshold.value}`);
    }
    return { receipt: bytes("receipt"), entry: bytes("entry"), policy: bytes("policy"), signers: bytes("signers"), threshold };
  }

  async verify() {
    delete this.root.dataset.verdict;
    this.announcement.textContent = "";
    try {
      const answer = await new Check((key, values) => this.say(key, values)).run(this.given());
      this.show(this.answer(answer), answer.ok ? "verified" : "failed");
    } catch (error) {
      const fault = error instanceof Unusable ? error : new Unusable("receipt", String(error));
      this.show(this.unusable(fault), "unusable");
      this.form.querySelector("details").open = true;
    }
  }

  show(parts, verdict) {
    this.result.replaceChildren(...parts);
    this.announcement.textContent = this.say(`verdict.${verdict}`);
    this.root.dataset.verdict = verdict;
  }

  answer({ ok, reason, steps, trusted, proven, notProven, statement }) {
    const verdict = ok ? "verified" : "failed";
    const parts = [element("h3", { class: `verdict verdict-${verdict}` }, this.say(`verdict.${verdict}`))];
    if (!ok) parts.push(element("p", { "data-reason": "" }, `${this.say("reason")} ${reason}`));
    if (proven.length > 0) parts.push(...this.list("proven", proven));
    parts.push(...this.list("not-proven", notProven), ...this.steps(steps), ...this.list("trusted", trusted));
    if (statement !== null) parts.push(...this.statement(statement));
    return parts;
  }

  unusable(fault) {
    return [
      element("h3", { class: "verdict verdict-failed" }, this.say("verdict.unusable")),
      element("p", { "data-reason": "" }, `${this.say(`field.${fault.field}`)}: ${fault.message}`),
    ];
  }

  list(name, sentences) {
    const list = element("ul", { "data-list": name });
    list.append(...sentences.map((sentence) => element("li", {}, sentence)));
    return [element("h4", {}, this.say(`heading.${name}`)), list];
  }

  steps(steps) {
    const list = element("ol", { class: "plain steps" });
    for (const { state, text } of steps) {
      const item = element("li", { class: `step step-${state}` });
      item.append(element("span", { class: "tag" }, this.say(`state.${state}`)), " ", element("span", {}, text));
      list.append(item);
    }
    return [element("h4", {}, this.say("heading.steps")), list];
  }

  statement(statement) {
    const region = element("pre", { role: "group", tabindex: "0", "aria-label": this.say("heading.statement") });
    region.append(element("code", {}, JSON.stringify(statement, null, 2)));
    return [element("h4", {}, this.say("heading.statement")), region];
  }
}

function element(name, attributes = {}, text = "") {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  if (text !== "") made.textContent = text;
  return made;
}

for (const root of document.querySelectorAll("[data-verifier]")) new VerifierView(root).start();
