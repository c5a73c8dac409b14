// A bar of filters submits itself when a choice changes; empty choices stay out of the address.

export function start(root) {
  for (const form of root.querySelectorAll("form[data-filter]")) {
    form.querySelector("[data-filter-button]")?.setAttribute("hidden", "");
    form.addEventListener("change", (event) => {
      if (!event.target.matches("[type=search], [type=text]")) form.requestSubmit();
    });
    form.addEventListener("formdata", (event) => {
      for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
    });
  }
}
