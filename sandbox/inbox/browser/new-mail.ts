/** Says that mails came since the list was drawn; the list itself stays still until the reader asks. */
const EVERY_MS = 5_000;
const notice = document.querySelector("[data-new-mail]");

async function look(place: HTMLElement): Promise<void> {
  if (document.hidden) return;
  const response = await fetch("/inbox/count");
  const { count } = (await response.json()) as { count: number };
  const news = count - Number(place.dataset.newMail);
  if (news <= 0 || place.dataset.said === String(news)) return;
  place.dataset.said = String(news);
  const show = document.createElement("a");
  show.href = "/inbox";
  show.textContent = `${news} new ${news === 1 ? "mail" : "mails"}: show`;
  place.replaceChildren(show);
}

if (notice instanceof HTMLElement) {
  setInterval(() => void look(notice), EVERY_MS);
  addEventListener("clock:advanced", () => void look(notice));
}
