import { paletteOf, paper, wood } from "./colour";
import type { Shape } from "./shape";

const sheen = (path: string) =>
  `<path d="${path}" fill="none" stroke="#fff" stroke-opacity=".5" stroke-width="9" stroke-linecap="round"/>`;

/** What stands on the table: cups, pots, plates, glass and boards. */
export const kitchenShapes: Readonly<Record<string, Shape>> = {
  mug: (p) => `
    <path d="M520 372c78-14 118 26 112 88-6 66-58 106-122 96" fill="none" stroke="${p.dark}" stroke-width="34" stroke-linecap="round"/>
    <path d="M232 322h304l-16 276c-2 28-24 42-56 42H304c-32 0-54-14-56-42z" fill="url(#body)"/>
    <path d="M247 590l2 12c4 25 25 38 55 38h160c30 0 51-13 55-38l1-12z" fill="${wood.light}" opacity=".75"/>
    <ellipse cx="384" cy="322" rx="152" ry="36" fill="${p.pale}"/><ellipse cx="384" cy="326" rx="134" ry="27" fill="url(#inside)"/>
    <ellipse cx="384" cy="334" rx="118" ry="18" fill="#3d2619"/>${sheen("M280 390c2 60 8 110 14 150")}`,
  cup: (p) => `
    <ellipse cx="400" cy="628" rx="210" ry="30" fill="${p.light}"/><ellipse cx="400" cy="620" rx="210" ry="28" fill="url(#body)"/><ellipse cx="400" cy="616" rx="150" ry="17" fill="${p.dark}" opacity=".25"/>
    <path d="M498 440c66-10 92 20 84 62-7 40-44 62-94 54" fill="none" stroke="${p.dark}" stroke-width="24"/>
    <path d="M276 414h248c0 118-40 200-84 206h-80c-44-6-84-88-84-206z" fill="url(#body)"/>
    ${speckles(p.deep)}<ellipse cx="400" cy="414" rx="124" ry="28" fill="${p.pale}"/><ellipse cx="400" cy="417" rx="108" ry="20" fill="#3b2417"/>${sheen("M312 456c6 44 18 80 34 108")}`,
  teapot: (p) => `
    <path d="M540 470c86 4 80-86 148-106l22 22c-54 24-52 142-160 160z" fill="${p.dark}"/>
    <path d="M270 420c-108-30-152 24-142 82 10 60 80 86 152 66" fill="none" stroke="${p.base}" stroke-width="28" stroke-linecap="round"/>
    <path d="M400 330c122 0 190 76 190 166 0 84-62 144-190 144s-190-60-190-144c0-90 68-166 190-166z" fill="url(#body)"/>
    ${[400, 440, 480, 520, 560].map((y) => `<path d="M${222 + Math.abs(480 - y) * 0.16} ${y}q178 34 ${356 - Math.abs(480 - y) * 0.32} 0" fill="none" stroke="${p.dark}" stroke-opacity=".35" stroke-width="6"/>`).join("")}
    <ellipse cx="400" cy="342" rx="106" ry="26" fill="${p.dark}"/><path d="M300 338c14-44 52-58 100-58s86 14 100 58c-60 26-140 26-200 0z" fill="url(#body)"/>
    <circle cx="400" cy="268" r="24" fill="${wood.base}"/><circle cx="392" cy="260" r="8" fill="${wood.pale}"/>${sheen("M258 460c4-36 22-62 50-78")}`,
  bowl: (p) => `
    <path d="M180 420h440c0 120-82 196-150 212H330c-68-16-150-92-150-212z" fill="url(#body)"/><path d="M330 618h140l-8 24H338z" fill="${p.deep}"/>
    <ellipse cx="400" cy="420" rx="220" ry="58" fill="${p.pale}"/><ellipse cx="400" cy="426" rx="196" ry="45" fill="url(#inside)"/>
    <ellipse cx="420" cy="440" rx="150" ry="26" fill="${p.base}" opacity=".5"/>${sheen("M222 476c14 44 40 82 74 108")}`,
  plate: (p) => `
    <ellipse cx="420" cy="402" rx="238" ry="238" fill="#2b2130" opacity=".22" filter="url(#cast)"/>
    <circle cx="400" cy="392" r="240" fill="url(#body)"/><circle cx="400" cy="392" r="240" fill="none" stroke="#fff" stroke-opacity=".7" stroke-width="5"/>
    <circle cx="400" cy="392" r="168" fill="${p.dark}" opacity=".18"/><circle cx="404" cy="397" r="164" fill="${p.pale}"/><circle cx="400" cy="392" r="150" fill="${p.light}" opacity=".6"/>${sheen("M206 330c24-72 76-116 140-132")}`,
  carafe: (p) => `
    <path d="M340 180h120c-2 96 8 140 60 210 48 66 40 250-40 250H320c-80 0-88-184-40-250 52-70 62-114 60-210z" fill="url(#body)" opacity=".82"/>
    <path d="M270 430c70 26 190-22 262 6 26 80 8 194-56 194H324c-64 0-80-120-54-200z" fill="${p.dark}" opacity=".55"/>
    <ellipse cx="400" cy="180" rx="60" ry="14" fill="${p.pale}"/><ellipse cx="400" cy="181" rx="48" ry="9" fill="${p.dark}"/>${sheen("M358 220c-2 80-18 130-54 186-20 34-24 90-16 130")}`,
  tumblers: (p) => glass(p.base, 420, 330) + glass(p.base, 190, 352),
  board: (p) => `
    <path d="M250 640V190q0-40 40-40h60q14 0 14-16V98q0-22 36-22t36 22v36q0 16 14 16h60q40 0 40 40v450z" transform="rotate(6 400 640)" fill="url(#body)"/>
    <g transform="rotate(6 400 640)" fill="none" stroke="${p.dark}" stroke-opacity=".45" stroke-width="5"><path d="M290 630c10-150-20-260 20-440M340 630c-10-130 40-240 0-400M400 630c20-160-20-300 20-460M460 630c-14-160 30-270-6-420M510 620c6-120-18-240 4-380"/><ellipse cx="398" cy="400" rx="26" ry="44"/><ellipse cx="398" cy="400" rx="12" ry="24"/></g>
    <circle cx="455" cy="118" r="13" fill="${p.deep}"/>`,
  tray: (p) => `
    <path d="M120 560l60-70h440l60 70z" fill="${p.dark}"/><path d="M96 560h608v42q0 38-42 38H138q-42 0-42-38z" fill="url(#body)"/>
    <rect x="330" y="582" width="140" height="30" rx="15" fill="${p.deep}"/>
    <path d="M250 398h128l-8 120c-2 16-14 24-30 24h-52c-16 0-28-8-30-24z" fill="${paper}"/><ellipse cx="314" cy="398" rx="64" ry="15" fill="#e6dcc8"/><ellipse cx="314" cy="400" rx="54" ry="10" fill="#4a2f20"/>
    <path d="M440 538c0-54 34-74 78-74s78 20 78 74z" fill="#cf9d55"/><path d="M462 508c26-24 84-26 112 0" stroke="#a87633" stroke-width="8" fill="none"/>`,
};

function glass(colour: string, x: number, top: number): string {
  const p = paletteOf(colour);
  const ribs = [46, 82, 118, 154]
    .map(
      (dx) =>
        `<path d="M${x + dx} ${top + 24}L${x + dx * 0.9 + 10} 622" stroke="#fff" stroke-opacity=".42" stroke-width="7"/>`,
    )
    .join("");
  return `<path d="M${x} ${top}h200l-16 258q-4 30-36 30h-96q-32 0-36-30z" fill="${p.base}" opacity=".62"/><path d="M${x + 7} ${top + 110}q92 26 186 0l-9 142q-4 30-36 30h-96q-32 0-36-30z" fill="${p.dark}" opacity=".32"/>${ribs}<ellipse cx="${x + 100}" cy="${top}" rx="100" ry="22" fill="${p.pale}" opacity=".9"/><ellipse cx="${x + 100}" cy="${top + 2}" rx="88" ry="15" fill="${p.dark}" opacity=".45"/>`;
}

function speckles(colour: string): string {
  const at = [
    [300, 470],
    [330, 540],
    [352, 480],
    [376, 570],
    [396, 500],
    [420, 545],
    [440, 470],
    [462, 520],
    [480, 470],
    [350, 600],
    [430, 600],
    [402, 456],
    [318, 505],
    [454, 570],
  ];
  return at.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="4" fill="${colour}" opacity=".6"/>`).join("");
}
