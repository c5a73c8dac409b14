// One step a screen, with where one is; questions that do not apply are passed over as one answers. Without this
// the page is one long form that asks everything.

const root = (form) => form.closest("[data-applying]") ?? document;

function meets(form, question) {
  const { onlyIf: key, is } = question.dataset;
  if (!key) return true;
  const parent = form.querySelector(`[data-question="${CSS.escape(key)}"]`);
  if (!parent || parent.hasAttribute("data-not-asked")) return false;
  const wanted = JSON.parse(is);
  return [...parent.querySelectorAll("input:checked")].some((input) => wanted.includes(input.value));
}

// Conditions look backwards only: one pass in the order of the page.
export function ask(form) {
  for (const question of form.querySelectorAll("[data-question]")) {
    const applies = meets(form, question);
    question.toggleAttribute("data-not-asked", !applies);
    question.hidden = !applies;
  }
}

export class Steps {
  constructor(form, onMove) {
    Object.assign(this, { form, onMove, current: null });
    this.all = [...form.querySelectorAll("[data-step]")];
    this.bar = form.querySelector("[data-progress]");
    for (const part of form.querySelectorAll("[data-with-scripts]")) part.hidden = false;
    for (const part of form.querySelectorAll("[data-without-scripts]")) part.hidden = true;
    form.addEventListener("click", (event) => this.clicked(event));
    form.addEventListener("keydown", (event) => this.pressed(event));
    // The phone's own "back" goes a step back; before the first one it leaves.
    addEventListener("hashchange", () => this.go(location.hash ? this.named(location.hash) : this.shown[0], false));
  }

  get shown() {
    return this.all.filter((step) => {
      const questions = [...step.querySelectorAll("[data-question]")];
      return !questions.length || step.dataset.step !== "answers" || questions.some((one) => !one.hasAttribute("data-not-asked"));
    });
  }

  named(hash) {
    const id = decodeURIComponent(hash.slice(1));
    const target = id ? document.getElementById(id) : null;
    return target?.closest("[data-step]") ?? this.all.find((step) => id === `step-${step.dataset.step}`);
  }

  start() {
    ask(this.form);
    const wrong = this.form.querySelector("[aria-invalid=true]")?.closest("[data-step]");
    this.go(wrong ?? this.named(location.hash) ?? this.shown[0], false);
    this.form.dataset.steps = "ready";
  }

  clicked(event) {
    if (event.target.closest("[data-next]")) this.move(1);
    if (event.target.closest("[data-back]")) this.move(-1);
  }

  // Enter goes on, as the phone's own "next" key does; it never sends.
  pressed(event) {
    if (event.key !== "Enter" || event.target.tagName === "TEXTAREA" || event.target.tagName === "BUTTON") return;
    if (event.target.name === "neighbour_q") return;
    event.preventDefault();
    this.move(1);
  }

  move(by) {
    const steps = this.shown;
    this.go(steps[steps.indexOf(this.current) + by], true);
  }

  go(step, isMoved) {
    if (!step) return;
    this.current = step;
    for (const one of this.all) one.hidden = one !== step;
    this.draw();
    if (isMoved) {
      history.pushState(null, "", `#${step.id}`);
      root(this.form).scrollIntoView({ block: "start" });
      step.querySelector("h2")?.focus({ preventScroll: true });
    }
    this.onMove?.(step);
  }

  draw() {
    const steps = this.shown;
    const place = steps.indexOf(this.current);
    if (this.bar) {
      this.bar.querySelector("progress").max = steps.length;
      this.bar.querySelector("progress").value = place + 1;
      this.bar.querySelector("[data-place]").textContent = this.bar.dataset.words.replace("{place}", place + 1).replace("{count}", steps.length);
    }
    this.form.querySelector("[data-back]").hidden = place <= 0;
    this.form.querySelector("[data-next]").hidden = place >= steps.length - 1;
    for (const last of this.form.querySelectorAll("[data-at-end]")) last.hidden = place < steps.length - 1;
  }
}
