/**
 * Makes the clock's forms work without leaving the page: shows the way travelled while the app plays what
 * falls due, says what happened, and tells the page (`clock:advanced`) so that it can look again.
 */
import { shopTime } from "../../shop-time";
import { dueMoments } from "../due-moments";

const SHOWN_SECONDS = 8;

function all<T extends Element>(selector: string, type: new () => T): T[] {
  return [...document.querySelectorAll(selector)].filter((element): element is T => element instanceof type);
}

const times = () => all("[data-clock-now]", HTMLTimeElement);
const buttons = () => all("[data-clock-advance] button", HTMLButtonElement);
const progress = () => all("[data-clock-progress]", HTMLProgressElement)[0];
const status = () => all("[data-clock-status]", HTMLElement)[0];

async function readClock(): Promise<Date> {
  const response = await fetch("/clock.json");
  const { now } = (await response.json()) as { now: string };
  return new Date(now);
}

function showTime(time: Date): void {
  for (const element of times()) {
    element.dateTime = time.toISOString();
    element.textContent = shopTime(time);
  }
}

let hiding: ReturnType<typeof setTimeout> | undefined;

function say(message: string, isBad: boolean): void {
  const place = status();
  if (!place) return;
  clearTimeout(hiding);
  place.textContent = message;
  place.classList.toggle("bad", isBad);
  // an error stays until the next move
  if (!isBad) hiding = setTimeout(() => place.replaceChildren(), SHOWN_SECONDS * 1000);
}

async function advance(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form, submitter)) body.append(name, String(value));
  for (const button of buttons()) button.disabled = true;
  const bar = progress();
  if (bar) bar.hidden = false;
  say("Playing what falls due …", false);
  const watch = setInterval(() => void readClock().then(showTime), 700);
  try {
    const response = await fetch(form.action, { method: "POST", headers: { accept: "application/json" }, body });
    const answer = (await response.json()) as { error: string } | { now: string; moments: number };
    if ("error" in answer) return say(answer.error, true);
    showTime(new Date(answer.now));
    say(dueMoments(answer.moments), false);
    dispatchEvent(new CustomEvent("clock:advanced"));
  } catch {
    say("The sandbox does not answer. Is it still running?", true);
  } finally {
    clearInterval(watch);
    for (const button of buttons()) button.disabled = false;
    if (bar) bar.hidden = true;
  }
}

for (const form of all("[data-clock-advance]", HTMLFormElement)) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void advance(form, event.submitter);
  });
}
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) void readClock().then(showTime);
});
setInterval(() => void readClock().then(showTime), 30_000);
