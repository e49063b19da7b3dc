import { leaf, paper, wood } from "./colour";
import type { Shape } from "./shape";

const folded = (layers: readonly string[], edge: string) =>
  layers
    .map((colour, n) => {
      const y = 560 - n * 84;
      return `<path d="M${176 + n * 8} ${y}h${448 - n * 16}q36 2 36 40t-36 40H${176 + n * 8}z" fill="${colour}"/><path d="M${176 + n * 8} ${y + 40}h${452 - n * 16}" stroke="${edge}" stroke-opacity=".35" stroke-width="5"/><path d="M${176 + n * 8} ${y + 8}h${420 - n * 16}" stroke="#fff" stroke-opacity=".35" stroke-width="6"/>`;
    })
    .join("");

const cushionOutline =
  "M168 232c14-14 34-8 52-4 120 26 240 26 360 0 18-4 38-10 52 4 12 14 4 32 0 50-24 104-24 204 0 300 4 18 12 38-2 50-14 12-32 6-50 2-120-24-240-24-360 0-18 4-36 10-50-2-14-12-6-32-2-50 24-96 24-196 0-300-4-18-12-36 0-50z";

/** The loops of bouclé yarn: rows, each a little off the last. */
function loops(): { x: number; y: number; isLit: boolean }[] {
  return Array.from({ length: 18 * 17 }, (_, n) => {
    const [row, column] = [Math.floor(n / 18), n % 18];
    return {
      x: 206 + column * 23 + ((row * 7) % 13) - 4,
      y: 256 + row * 22 + ((column * 5) % 9),
      isLit: (row * 3 + column) % 2 === 0,
    };
  });
}

/** What is soft: cushions, throws, towels, table linen, soap. */
export const softShapes: Readonly<Record<string, Shape>> = {
  cushion: (p) => `
    <path d="${cushionOutline}" fill="url(#body)"/>
    <path d="M214 268c56 36 92 64 122 104M590 268c-54 34-84 58-108 88M222 606c48-34 80-56 112-92M578 606c-40-30-66-50-92-80" fill="none" stroke="${p.deep}" stroke-opacity=".22" stroke-width="9" stroke-linecap="round"/>
    <ellipse cx="370" cy="400" rx="130" ry="96" fill="#fff" opacity=".12" filter="url(#soft)"/>
    <path d="M186 238c70 34 358 34 428 0" stroke="${p.pale}" stroke-opacity=".7" stroke-width="5" stroke-dasharray="2 9" stroke-linecap="round" fill="none"/>`,
  boucle: (p) => `
    <path d="${cushionOutline}" fill="url(#body)"/>
    ${loops()
      .map(
        ({ x, y, isLit }) =>
          `<circle cx="${x}" cy="${y}" r="10" fill="none" stroke="${isLit ? "#fff" : p.deep}" stroke-opacity="${isLit ? 0.7 : 0.2}" stroke-width="5"/>`,
      )
      .join("")}`,
  throw: (p) => `${folded([p.dark, p.base, p.light], p.deep)}
    <path d="M250 330h300v310H250z" fill="url(#body)"/>${grid(250, 340, 300, 270, 30, p.dark)}${fringe(250, 640, 300, p.base)}`,
  plaid: (p) => `${folded([p.dark, p.base, p.light], p.deep)}
    <path d="M250 330h300v310H250z" fill="url(#body)"/><g opacity=".5"><path d="M250 400h300M250 540h300" stroke="${p.pale}" stroke-width="22"/><path d="M320 330v310M460 330v310" stroke="${p.deep}" stroke-width="26"/><path d="M390 330v310M530 330v310" stroke="#e0b35c" stroke-width="6"/><path d="M250 470h300M250 610h300" stroke="#e0b35c" stroke-width="6"/></g>${fringe(250, 640, 300, p.base)}`,
  towels: (
    p,
  ) => `${folded([p.dark, p.base, p.light, p.base], p.deep)}${[236, 300, 364, 428, 492, 556].map((x) => `<path d="M${x} 312v320" stroke="${p.deep}" stroke-opacity=".1" stroke-width="10"/>`).join("")}
    <path d="M380 300c-6-60 20-100 60-130M410 296c10-40 40-60 80-66" fill="none" stroke="${leaf.dark}" stroke-width="6"/><ellipse cx="444" cy="166" rx="14" ry="34" transform="rotate(40 444 166)" fill="${leaf.base}"/><ellipse cx="494" cy="228" rx="13" ry="32" transform="rotate(66 494 228)" fill="${leaf.light}"/><ellipse cx="388" cy="214" rx="12" ry="30" transform="rotate(-20 388 214)" fill="${leaf.base}"/>`,
  teatowel: (p) => `
    <path d="M150 150h500" stroke="${wood.base}" stroke-width="20" stroke-linecap="round"/><path d="M250 150h300v480H250z" transform="translate(20 24)" fill="#2b2130" opacity=".2" filter="url(#cast)"/>
    <path d="M246 140h308v486q-154 24-308 0z" fill="${paper}"/><path d="M500 140h54v486q-26 5-54 7z" fill="#e5dac7"/>
    <g stroke="${p.base}" fill="none"><path d="M246 210h308M246 560q154 24 308 0" stroke-width="26"/><path d="M246 246h308M246 520q154 24 308 0" stroke-width="6"/><path d="M300 140v492M500 140v492" stroke-width="9"/></g><path d="M340 150v440M430 150v450" stroke="#2b2130" stroke-opacity=".06" stroke-width="22"/>`,
  napkins: (p) => `${folded([p.dark, p.light, p.base, p.pale], p.deep)}
    <path d="M160 610V300h70v340q-40 0-70-30z" fill="none"/><path d="M372 296h56v348h-56z" fill="${wood.base}" opacity=".9"/><path d="M372 296h18v348h-18z" fill="${wood.pale}" opacity=".6"/><path d="M352 300c-40-50-20-80 48-20 68-60 90-30 48 20z" fill="${wood.dark}"/>`,
  apron: (p) => `
    <circle cx="400" cy="86" r="14" fill="${wood.dark}"/><path d="M330 250C330 60 470 60 470 250" fill="none" stroke="${p.dark}" stroke-width="16"/>
    <path d="M306 240h188l14 130c60 20 90 40 96 90l20 230q-224 40-448 0l20-230c6-50 36-70 96-90z" transform="translate(18 22)" fill="#2b2130" opacity=".22" filter="url(#cast)"/>
    <path d="M306 240h188l14 130c60 20 90 40 96 90l20 230q-224 40-448 0l20-230c6-50 36-70 96-90z" fill="url(#body)"/>
    <path d="M306 264h188" stroke="${p.dark}" stroke-width="6" stroke-dasharray="14 8"/><path d="M288 470h224v110q0 20-20 20H308q-20 0-20-20z" fill="${p.light}" opacity=".5"/><path d="M288 470h224M400 470v130" stroke="${p.deep}" stroke-opacity=".5" stroke-width="6"/>`,
  bottle: () => `
    <path d="M384 170h32v90h-32z" fill="#2f2a27"/><path d="M300 158h116v28H316q-16 0-16 20v12h-14v-30q0-30 14-30z" fill="#2f2a27"/><rect x="350" y="252" width="100" height="40" rx="8" fill="#2f2a27"/>
    <path d="M340 290h120q70 20 70 90v230q0 30-30 30H300q-30 0-30-30V380q0-70 70-90z" fill="url(#body)"/><rect x="300" y="410" width="200" height="150" fill="${paper}"/><path d="M330 450h140M330 478h140M330 506h90" stroke="#6b5a4c" stroke-width="6"/>
    <path d="M294 390c2-40 20-60 46-72" stroke="#fff" stroke-opacity=".5" stroke-width="10" fill="none" stroke-linecap="round"/>`,
  soap: (p) => `
    <path d="M190 590h420l-26 50H216z" fill="${wood.base}"/><path d="M190 590h420v14H190z" fill="${wood.light}"/>
    <path d="M240 440l40-50h320l-30 50z" fill="${p.pale}"/><path d="M570 440l30-50v150l-30 50z" fill="${p.dark}"/><rect x="240" y="440" width="330" height="150" rx="6" fill="url(#body)"/>
    <circle cx="405" cy="515" r="50" fill="none" stroke="${p.dark}" stroke-opacity=".6" stroke-width="7"/><path d="M405 548v-60M405 520c-20-4-24-18-24-28 18 2 24 14 24 28zM405 510c20-4 24-18 24-28-18 2-24 14-24 28z" stroke="${p.dark}" stroke-width="5" fill="none"/>`,
};

function grid(x: number, y: number, width: number, height: number, step: number, colour: string): string {
  const across = Array.from({ length: Math.floor(height / step) }, (_, n) => `M${x} ${y + n * step}h${width}`);
  const down = Array.from(
    { length: Math.floor(width / step) },
    (_, n) => `M${x + step / 2 + n * step} ${y - 10}v${height + 20}`,
  );
  return `<path d="${[...across, ...down].join("")}" stroke="${colour}" stroke-opacity=".35" stroke-width="5"/>`;
}

function fringe(x: number, y: number, width: number, colour: string): string {
  return Array.from(
    { length: 20 },
    (_, n) =>
      `<path d="M${x + 7 + (n * width) / 20} ${y - 4}v38" stroke="${colour}" stroke-width="7" stroke-linecap="round"/>`,
  ).join("");
}
