// Asks an already read log4j-like file for ids and for text, in the page.

import { queryOf, requestIds, SEARCHES } from "../searches.mjs";
import { askQuery, prepareAnswers } from "./answers.mjs";

/** Milliseconds of every question, each asked so many times with other words: `{ id: [...], level: [...], literal: [...], … }`. */
export async function askForText(page, path, { rounds, searchRounds }) {
  await prepareAnswers(page);
  const ids = requestIds(path).slice(0, rounds);
  const answers = { id: [], level: [] };
  for (const id of ids) {
    const answer = await askAndClear(page, id);
    if (answer.matches !== 1) throw new Error(`${answer.matches} entries have the id ${id}`);
    answers.id.push(answer.countsMillis);
  }
  for (const level of ["level:error", "level>=warn", "-level:info"].slice(0, rounds)) {
    answers.level.push((await askAndClear(page, level)).countsMillis);
  }
  for (const [kind, texts] of Object.entries(SEARCHES)) {
    answers[kind] = [];
    for (const text of texts.slice(0, searchRounds)) {
      answers[kind].push((await askAndClear(page, queryOf(text))).countsMillis);
    }
  }
  return answers;
}

async function askAndClear(page, query) {
  const answer = await askQuery(page, query);
  await askQuery(page, "");
  return answer;
}
