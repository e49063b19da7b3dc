import { now } from "~/clock";
import { html } from "../html";
import { page } from "../page";
import { shopIdentity } from "../shop-identity";
import { shopTime } from "../shop-time";
import { dueMoments } from "./due-moments";

export type ClockNews =
  | { readonly kind: "moved"; readonly from: Date; readonly moments: number }
  | { readonly kind: "failed"; readonly message: string };

const SPANS = [
  { by: "PT1H", label: "+1 hour" },
  { by: "P1D", label: "+1 day" },
  { by: "P3D", label: "+3 days" },
  { by: "P1W", label: "+1 week" },
];

/** The clock's own page, with what the last move did. */
export function clockPage(news: ClockNews | null): string {
  const time = now();
  const main = html`
    <div class="head"><h1>Business clock</h1></div>
    ${
      news?.kind === "moved" &&
      html`<p class="banner">Moved on from ${shopTime(news.from)}. ${dueMoments(news.moments)}</p>`
    }
    ${news?.kind === "failed" && html`<p class="banner bad" role="alert">${news.message}</p>`}
    <section class="card clock">
      <p class="clock-now"><time datetime="${time.toISOString()}" data-clock-now>${shopTime(time)}</time></p>
      <p class="quiet">The time in which workflows wait, in the shop's zone, ${shopIdentity.timeZone}. Moving it on plays everything
        that falls due on the way, in order. It never goes back.</p>
      <form method="post" action="/clock/advance" data-clock-advance class="clock-row">
        ${SPANS.map(({ by, label }) => html`<button name="by" value="${by}">${label}</button>`)}
      </form>
      <form method="post" action="/clock/advance" data-clock-advance class="clock-row">
        <label for="amount">Another span</label>
        <input id="amount" name="amount" type="number" min="1" max="9999" value="30" required>
        <label for="unit" class="visually-hidden">Unit</label>
        <select id="unit" name="unit">
          <option value="M">minutes</option>
          <option value="H">hours</option>
          <option value="D">days</option>
          <option value="W">weeks</option>
        </select>
        <button>Advance</button>
      </form>
    </section>`;
  return page({ title: "Clock", place: "clock", main, styles });
}

const styles = `
.clock-now { font-size: 34px; font-weight: 650; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; }
.clock .quiet { max-width: 60ch; margin: 4px 0 20px; }
.clock-row { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin-top: 12px; }
.clock-row input, .clock-row select { font: inherit; padding: 6px 8px; min-height: 32px; border: 1px solid #8c9196; border-radius: 8px; background: #fff; }
.clock-row input { width: 90px; }
`;
