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

export function draw(root, content, sheet) {
  const idea = root.querySelector("[data-idea]");
  for (const [name, text] of Object.entries(sheet.idea)) words(idea, name, name === "code" ? content.words.code.replace("{code}", text) : text);
  idea.scrollTop = 0;
  const form = root.querySelector("[data-form]");
  for (const fieldset of form.querySelectorAll("[data-criterion]")) {
    const mark = sheet.marks[fieldset.dataset.criterion];
    for (const input of fieldset.querySelectorAll("input")) input.checked = Number(input.value) === mark && mark !== undefined && mark !== null;
    drawAnchor(fieldset, content, mark);
  }
  form.elements.comment.value = sheet.comment;
  form.elements.note.value = sheet.note;
}

export function read(form) {
  const marks = {};
  for (const fieldset of form.querySelectorAll("[data-criterion]")) {
    const chosen = fieldset.querySelector("input:checked");
    if (chosen) marks[fieldset.dataset.criterion] = Number(chosen.value);
  }
  return { marks, comment: form.elements.comment.value, note: form.elements.note.value };
}

export function stateOf(content, { marks, comment, note }) {
  const given = content.criteria.filter((criterion) => marks[criterion] !== undefined).length;
  if (given === content.criteria.length) return "complete";
  return given || comment.trim() || note.trim() ? "begun" : "assigned";
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

export function drawNeeds(root, content, sheet, lost) {
  const trouble = sheet.trouble;
  const box = root.querySelector("[data-needs]");
  show(box, Boolean(trouble) || lost);
  box.querySelector("[data-needs-why]").textContent = trouble ? trouble.message || content.words.conflict : content.words.sign_in;
  const theirs = box.querySelector("[data-needs-theirs]");
  const marks = trouble?.theirs ? content.criteria.map((criterion) => trouble.theirs.marks[criterion] ?? content.words.none).join(" · ") : "";
  theirs.textContent = trouble?.kind === "conflict" ? content.words.theirs.replace("{marks}", marks) : "";
  show(theirs, Boolean(theirs.textContent));
  show(box.querySelector("[data-keep-mine]"), Boolean(trouble?.theirs));
  show(box.querySelector("[data-take-theirs]"), Boolean(trouble?.theirs));
  show(box.querySelector("[data-needs-sign-in]"), lost && !trouble);
}
