// The moment, as the server has it: cheap phones are wrong by hours, and what they scan without a network is dated by
// them. How far this phone is ahead is measured at each answer and outlives the page.

import * as store from "./store.js";

const TOLERATED = 60000;
const WORTH_TELLING = 5 * 60000;

let ahead = 0;

export const now = () => Date.now() - ahead;
export const isWrong = () => Math.abs(ahead) > WORTH_TELLING;

export async function remember() {
  ahead = (await store.getFact("ahead")) ?? 0;
}

// What the server's clock said in an answer to a question asked at `asked` (this phone's milliseconds).
export function heard(said, asked) {
  const moment = Date.parse(said);
  if (Number.isNaN(moment)) return;
  const measured = (asked + Date.now()) / 2 - moment;
  const next = Math.abs(measured) > TOLERATED ? Math.round(measured) : 0;
  if (Math.abs(next - ahead) < TOLERATED) return;
  ahead = next;
  store.setFact("ahead", ahead).catch(() => {});
}
