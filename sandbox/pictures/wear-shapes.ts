import { brass, wood } from "./colour";
import type { Shape } from "./shape";

/** What is worn or carried. */
export const wearShapes: Readonly<Record<string, Shape>> = {
  scarf: (p) => `
    <circle cx="400" cy="96" r="16" fill="${wood.dark}"/><path d="M360 110h180v500H360z" transform="translate(20 24)" fill="#2b2130" opacity=".22" filter="url(#cast)"/>
    <path d="M400 96c60 0 110 30 120 90l30 440H410L396 170z" fill="${p.dark}"/>${fringe(412, 622, 136, p.dark)}
    <path d="M400 96c-60 0-110 30-120 90l-34 380h146l24-400z" fill="url(#body)"/>${fringe(248, 562, 142, p.base)}
    ${[210, 260, 310, 360, 410, 460, 510].map((y) => `<path d="M${276 - (y - 190) * 0.09} ${y}q60 18 ${128 - (y - 190) * 0.03} 0" stroke="${p.deep}" stroke-opacity=".25" stroke-width="6" fill="none"/>`).join("")}`,
  beanie: (p) => `
    <path d="M210 540c-10-230 90-320 190-320s200 90 190 320z" fill="url(#body)"/>
    ${[-150, -100, -50, 0, 50, 100, 150].map((dx) => `<path d="M${400 + dx} 540C${400 + dx * 1.02} 400 ${400 + dx * 0.7} 280 ${400 + dx * 0.16} 232" stroke="${p.deep}" stroke-opacity=".28" stroke-width="8" fill="none"/>`).join("")}
    <rect x="188" y="500" width="424" height="140" rx="34" fill="url(#body)"/>${[222, 262, 302, 342, 382, 422, 462, 502, 542, 582].map((x) => `<path d="M${x} 510v122" stroke="${p.deep}" stroke-opacity=".3" stroke-width="8"/>`).join("")}
    <rect x="452" y="548" width="70" height="46" rx="4" fill="${wood.base}"/>`,
  socks: (p) => sock(p.dark, p.deep, "translate(90 -26)") + sock(p.base, p.dark, "translate(0 0)"),
  tote: (p) => `
    <path d="M300 330C290 60 510 60 500 330" fill="none" stroke="${p.dark}" stroke-width="22"/>
    <path d="M214 310h372l22 312q0 18-20 18H212q-20 0-20-18z" fill="url(#body)"/><path d="M214 310h372l2 26H212z" fill="${p.dark}" opacity=".5"/>
    <path d="M296 310v60h18v-60zM486 310v60h18v-60z" fill="${p.dark}"/>
    <g fill="none" stroke="#3d4a48" stroke-width="9"><path d="M372 440l28-24 28 24v84h-56zM382 410q0-26 18-26t18 26"/></g><path d="M400 456c12 18 12 28 7 36-5 7-13 7-18 0-5-9 0-20 11-36z" fill="#d98f3c"/><path d="M330 566h140" stroke="#3d4a48" stroke-width="8" stroke-dasharray="24 8"/>`,
  wallet: (p) => `
    <g transform="rotate(-7 400 500)"><rect x="250" y="352" width="270" height="120" rx="12" fill="#e8dcc6"/><rect x="262" y="326" width="270" height="120" rx="12" fill="${brass.light}"/>
    <rect x="214" y="400" width="372" height="240" rx="22" fill="url(#body)"/><path d="M214 470h372" stroke="${p.deep}" stroke-opacity=".6" stroke-width="6"/><path d="M340 470q60 62 120 0" fill="${p.deep}" opacity=".35"/>
    <rect x="230" y="416" width="340" height="208" rx="14" fill="none" stroke="${p.pale}" stroke-opacity=".7" stroke-width="4" stroke-dasharray="12 8"/></g>`,
  weekender: (p) => `
    <path d="M290 350c0-130 220-130 220 0" fill="none" stroke="${wood.dark}" stroke-width="24"/>
    <path d="M150 420q10-90 110-90h280q100 0 110 90l22 170q4 50-46 50H174q-50 0-46-50z" fill="url(#body)"/><path d="M190 360q210-34 420 0" stroke="${p.deep}" stroke-width="8" fill="none"/>
    <g fill="${wood.base}"><rect x="266" y="344" width="38" height="296"/><rect x="496" y="344" width="38" height="296"/><path d="M128 590l6-50h532l6 50q4 50-46 50H174q-50 0-46-50z" opacity=".85"/></g>
    <g fill="${brass.base}"><rect x="262" y="430" width="46" height="34" rx="4"/><rect x="492" y="430" width="46" height="34" rx="4"/><circle cx="400" cy="352" r="13"/></g><path d="M176 430q8-52 60-66" stroke="#fff" stroke-opacity=".4" stroke-width="10" fill="none" stroke-linecap="round"/>`,
};

function sock(colour: string, dark: string, move: string): string {
  const ribs = [0, 1, 2, 3, 4, 5]
    .map((n) => `<path d="M${322 + n * 26} 222v60" stroke="${dark}" stroke-width="7" stroke-opacity=".6"/>`)
    .join("");
  return `<g transform="${move}"><path d="M306 210h170v220q0 40 30 64l60 50q40 40 6 76-30 30-80 12L348 570q-42-18-42-74z" fill="${colour}"/><path d="M306 480q0 76 60 96l50 20q-20-110-110-116z" fill="${dark}" opacity=".7"/><path d="M576 620q-30 30-84 12l-40-14q50-70 118-68 34 40 6 70z" fill="${dark}" opacity=".7"/><rect x="298" y="206" width="186" height="86" rx="10" fill="${colour}"/>${ribs}<path d="M306 330h170M306 352h170" stroke="#f2e6cf" stroke-width="9"/></g>`;
}

function fringe(x: number, y: number, width: number, colour: string): string {
  return Array.from(
    { length: 10 },
    (_, n) =>
      `<path d="M${x + 6 + (n * width) / 10} ${y}v46" stroke="${colour}" stroke-width="8" stroke-linecap="round"/>`,
  ).join("");
}
