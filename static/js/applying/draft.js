// A form as {field: texts of its inputs}, and back. Files, buttons and what only this page needs are passed over.

const PASSED_OVER = /^(file|hidden|submit|button)$/;
const NOT_KEPT = /^(new_|neighbour_q$|csrf_token$|accepts_terms$|consent$)/;

function fields(form) {
  return [...form.elements].filter((one) => one.name && !PASSED_OVER.test(one.type) && !NOT_KEPT.test(one.name));
}

export function read(form) {
  const values = {};
  for (const field of fields(form)) {
    const texts = (values[field.name] ??= []);
    if (/radio|checkbox/.test(field.type) ? field.checked && field.value : field.value.trim()) texts.push(field.value);
  }
  return values;
}

export function changed(before, after) {
  const patch = {};
  for (const [name, texts] of Object.entries(after)) if (JSON.stringify(texts) !== JSON.stringify(before[name] ?? [])) patch[name] = texts;
  return patch;
}

export function write(form, values) {
  const places = new Map();
  for (const field of fields(form)) {
    const texts = values[field.name];
    if (!texts) continue;
    if (/radio|checkbox/.test(field.type)) field.checked = texts.includes(field.value);
    else {
      const place = places.get(field.name) ?? 0;
      places.set(field.name, place + 1);
      put(field, texts[place] ?? "");
    }
  }
}

// A list whose options are not there yet (communes of a province) gets the one that was chosen.
function put(field, text) {
  if (field.tagName === "SELECT" && text && ![...field.options].some((option) => option.value === text)) {
    field.append(new Option(text, text));
    field.disabled = false;
  }
  field.value = text;
}

export function labelOf(form, name) {
  const field = fields(form).find((one) => one.name === name);
  const group = field?.closest("fieldset")?.querySelector("legend");
  return (group ?? field?.labels?.[0])?.textContent.replace(/[*]/g, "").trim() ?? name;
}

// What a person reads of a field's texts: the words beside a tick or in a list, else what was typed.
export function wordsOf(form, name, texts) {
  const words = texts.map((text) => {
    const field = fields(form).find((one) => one.name === name && (/radio|checkbox/.test(one.type) ? one.value === text : true));
    if (field?.tagName === "SELECT") return [...field.options].find((option) => option.value === text)?.text ?? text;
    return /radio|checkbox/.test(field?.type ?? "") ? (field.labels[0]?.textContent.trim() ?? text) : text;
  });
  return words.join(", ") || "–";
}
