// Marks by the keyboard: a digit marks the criterion where the focus is (1 then 0 is ten), and goes on to the next.

const PAIR = 700;

export function listen(form) {
  let before = 0;
  form.addEventListener("keydown", (event) => {
    const fieldset = event.target.closest?.("[data-criterion]");
    if (!fieldset || event.ctrlKey || event.metaKey || event.altKey || !/^\d$/.test(event.key)) return;
    event.preventDefault();
    const isTen = event.key === "0" && fieldset.dataset.typed === "1" && event.timeStamp - before < PAIR;
    before = event.timeStamp;
    fieldset.dataset.typed = event.key;
    const input = fieldset.querySelector(`input[value="${isTen ? 10 : event.key}"]`);
    input.checked = true;
    input.focus();
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
