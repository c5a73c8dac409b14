// Brings the chosen stand into the middle of its plan, whichever way the page runs.

for (const sheet of document.querySelectorAll(".plan > .sheet")) {
  const chosen = sheet.querySelector(".st.chosen");
  if (!chosen) continue;
  const place = chosen.getBoundingClientRect();
  const frame = sheet.getBoundingClientRect();
  sheet.scrollBy({
    left: place.left + place.width / 2 - (frame.left + frame.width / 2),
    top: place.top + place.height / 2 - (frame.top + frame.height / 2),
    behavior: "instant",
  });
}
