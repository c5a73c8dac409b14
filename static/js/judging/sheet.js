// The page's idea and form, filled from data: the server drew the first one, this draws the others.

const show = (element, visible) => element.toggleAttribute("hidden", !visible);

function words(root, name, text) {
  for (const slot of root.querySelectorAll(`[data-slot="${name}"]`)) {
    slot.textContent = text;
    const frame = slot.closest("section, dl > div");
    if (frame && name !== "women") show(frame, Boolean(text));
  }
}

function anchor(anchors, mark) {
  return anchors.filter(([lowest]) => mark !== null && mark !== undefined && lowest <= mark).at(-1)?.[1];
}

export function drawAnchor(fieldset, content, mark) {
  fieldset.querySelector("[data-anchor]").textContent = anchor(content.anchors[fieldset.dataset.criterion], mark) ?? content.words.choose;
}

function drawPhotos(idea, content, photos) {
  const box = idea.querySelector("[data-photos]");
  box.replaceChildren(
    ...photos.map(({ small, large }) => {
      const picture = Object.assign(new Image(160, 120), { src: small, alt: content.words.photo });
      const link = Object.assign(document.createElement("a"), { href: large, target: "_blank", rel: "noopener" });
      link.append(picture);
      return link;
    }),
  );
  show(box, photos.length > 0);
}

// The words of the mark under the pointer or the focus; of the chosen one when both have left.
export function listenToAnchors(form, content) {
  const tell = (event) => {
    const fieldset = event.target.closest?.("[data-criterion]");
    const under = event.target.closest?.(".marks label")?.querySelector("input");
    if (!fieldset) return;
    const chosen = fieldset.querySelector("input:checked");
    const told = event.type === "focusout" ? chosen : under ?? chosen;
    const mark = told ? Number(told.value) : null;
    drawAnchor(fieldset, content, mark);
    const words = anchor(content.anchors[fieldset.dataset.criterion], mark);
    if (words && told !== chosen) fieldset.querySelector("[data-anchor]").textContent = `${mark}: ${words}`;
  };
  for (const name of ["pointerover", "focusin", "focusout"]) form.addEventListener(name, tell);
  for (const fieldset of form.querySelectorAll("[data-criterion]")) fieldset.addEventListener("pointerleave", tell);
}

export function draw(root, content, sheet) {
  const idea = root.querySelector("[data-idea]");
  for (const [name, text] of Object.entries(sheet.idea)) words(idea, name, name === "code" ? content.words.code.replace("{code}", text) : text);
  drawPhotos(idea, content, sheet.photos ?? []);
  idea.scrollTop = 0;
  const form = root.querySelector("[data-form]");
  for (const fieldset of form.querySelectorAll("[data-criterion]")) {
    const mark = sheet.marks[fieldset.dataset.criterion];
    for (const input of fieldset.querySelectorAll("input")) input.checked = Number(input.value) === mark && mark !== undefined && mark !== null;
    drawAnchor(fieldset, content, mark);
  }
  for (const fieldset of form.querySelectorAll("[data-gate]")) {
    const said = sheet.gates?.[fieldset.dataset.gate];
    for (const input of fieldset.querySelectorAll("input")) input.checked = typeof said === "boolean" && (input.value === "yes") === said;
  }
  closeOrOpen(root, form, Boolean(sheet.closed));
  form.elements.comment.value = sheet.comment;
  form.elements.note.value = sheet.note;
}

// A sheet of a stage that is over stands as it is; a desk that is shut as a whole stays so.
function closeOrOpen(root, form, isClosed) {
  show(root.querySelector("[data-closed]"), isClosed);
  const isShut = isClosed || root.dataset.on !== "yes";
  for (const field of form.querySelectorAll("fieldset, textarea")) field.disabled = isShut;
}

export function read(form) {
  const marks = {};
  for (const fieldset of form.querySelectorAll("[data-criterion]")) {
    const chosen = fieldset.querySelector("input:checked");
    if (chosen) marks[fieldset.dataset.criterion] = Number(chosen.value);
  }
  const gates = {};
  for (const fieldset of form.querySelectorAll("[data-gate]")) {
    const chosen = fieldset.querySelector("input:checked");
    if (chosen) gates[fieldset.dataset.gate] = chosen.value === "yes";
  }
  return { marks, gates, comment: form.elements.comment.value, note: form.elements.note.value };
}

// The same rule as the server's: all marks, all answers, and a comment where the jury asks for one.
export function lacksComment(content, { marks, comment }) {
  if (comment.trim() || content.comment_rule === "optional") return false;
  const given = Object.values(marks).filter((mark) => Number.isInteger(mark));
  return content.comment_rule === "always" || given.some((mark) => mark <= 3 || mark >= 9);
}

export function stateOf(content, { marks, gates = {}, comment, note }) {
  const given = content.criteria.filter((criterion) => Number.isInteger(marks[criterion])).length;
  const answered = content.gates.filter((gate) => typeof gates[gate] === "boolean").length;
  const isWhole = given === content.criteria.length && answered === content.gates.length;
  if (isWhole && !lacksComment(content, { marks, comment })) return "complete";
  return given || answered || comment.trim() || note.trim() ? "begun" : "assigned";
}

const LISTED = 8;

// One's own marks on each criterion so far, so that a judge stays even with themselves.
export function drawMine(form, content, sheets) {
  for (const fieldset of form.querySelectorAll("[data-criterion]")) {
    const marks = sheets.map((sheet) => sheet.marks[fieldset.dataset.criterion]).filter(Number.isInteger).sort((a, b) => a - b);
    const line = fieldset.querySelector("[data-mine]");
    const counted = [...new Set(marks)].map((mark) => (marks.length > LISTED ? `${mark} (${marks.filter((one) => one === mark).length}×)` : marks.filter((one) => one === mark).join(" · ")));
    show(line, marks.length > 1);
    line.textContent = content.words.mine.replace("{marks}", counted.join(" · "));
  }
}

export function drawPlace(root, content, place, sheets, stateWords) {
  const done = sheets.filter((sheet) => sheet.state === "complete").length;
  root.querySelector("[data-place]").textContent = content.words.place.replace("{place}", place + 1).replace("{count}", sheets.length).replace("{done}", done);
  for (const link of root.querySelectorAll("[data-go]")) {
    const index = sheets.findIndex((sheet) => sheet.id === link.dataset.go);
    if (index < 0) continue;
    link.dataset.state = sheets[index].state;
    link.querySelector("[data-state-words]").textContent = stateWords[sheets[index].state];
    if (index === place) {
      link.setAttribute("aria-current", "true");
      link.scrollIntoView({ block: "nearest", inline: "nearest" });
    } else link.removeAttribute("aria-current");
  }
  show(root.querySelector("[data-previous]"), place > 0);
  show(root.querySelector("[data-next]"), place + 1 < sheets.length);
}

// Which sheets need their judge is seen, and read, in the strip of all sheets.
export function drawTrouble(root, sheets) {
  const words = root.querySelector("[data-when=needs]").textContent.trim();
  for (const { id, trouble } of sheets) {
    const link = root.querySelector(`.strip [data-go="${id}"]`);
    link?.toggleAttribute("data-trouble", Boolean(trouble));
    if (trouble) link?.querySelector("[data-state-words]").replaceChildren(words);
  }
}

// What two versions of a sheet say otherwise, a line each, by the names that the form shows.
function differences(root, content, mine, theirs) {
  const { none, yes, no } = content.words;
  const said = (value) => (typeof value === "boolean" ? (value ? yes : no) : String(value ?? "").trim() || none);
  const named = (element) => (element.querySelector("legend .row > span") ?? element.querySelector("legend") ?? element).textContent.trim();
  const fields = [...root.querySelectorAll("[data-criterion]")].map((one) => [named(one), mine.marks[one.dataset.criterion], theirs.marks[one.dataset.criterion]]);
  fields.push(...[...root.querySelectorAll("[data-gate]")].map((one) => [named(one), mine.gates?.[one.dataset.gate], theirs.gates?.[one.dataset.gate]]));
  fields.push([content.words.comment, mine.comment, theirs.comment], [content.words.note, mine.note, theirs.note]);
  return fields
    .filter(([, here, there]) => said(here) !== said(there))
    .map(([name, here, there]) => {
      const line = document.createElement("li");
      line.dir = "auto";
      line.textContent = content.words.differs.replace("{name}", name).replace("{mine}", said(here)).replace("{theirs}", said(there));
      return line;
    });
}

export function drawNeeds(root, content, sheet, lost) {
  const trouble = sheet.trouble;
  const box = root.querySelector("[data-needs]");
  show(box, Boolean(trouble) || lost);
  box.querySelector("[data-needs-why]").textContent = trouble ? trouble.message || content.words.conflict : content.words.sign_in;
  const list = box.querySelector("[data-needs-theirs]");
  list.replaceChildren(...(trouble?.kind === "conflict" && trouble.theirs ? differences(root, content, sheet, trouble.theirs) : []));
  show(list, list.children.length > 0);
  show(box.querySelector("[data-keep-mine]"), Boolean(trouble?.theirs));
  show(box.querySelector("[data-take-theirs]"), Boolean(trouble?.theirs));
  show(box.querySelector("[data-needs-sign-in]"), lost && !trouble);
}
