import { leaf, paletteOf, paper, wood } from "./colour";
import type { Shape } from "./shape";

const frond = (x: number, y: number, angle: number, length: number, colour: string) =>
  `<g transform="translate(${x} ${y}) rotate(${angle})"><path d="M0 0C${length * 0.22} ${-length * 0.3} ${length * 0.2} ${-length * 0.8} 0 ${-length}C${-length * 0.2} ${-length * 0.8} ${-length * 0.22} ${-length * 0.3} 0 0z" fill="${colour}"/><path d="M0 0V${-length * 0.9}" stroke="#fff" stroke-opacity=".3" stroke-width="4"/></g>`;

/** What holds something green, and what hangs on the wall above it. */
export const plantShapes: Readonly<Record<string, Shape>> = {
  planter: (p) => `
    ${frond(400, 420, -52, 230, leaf.dark)}${frond(400, 420, 50, 240, leaf.dark)}${frond(400, 420, -26, 300, leaf.base)}${frond(400, 420, 24, 290, leaf.base)}${frond(400, 420, -4, 330, leaf.light)}
    <path d="M270 450h260l-34 166H304z" fill="url(#body)"/><rect x="250" y="398" width="300" height="66" rx="8" fill="url(#body)"/><path d="M256 464h288v12H258z" fill="${p.deep}" opacity=".35"/>
    <path d="M276 612h248l-16 28H292z" fill="${p.dark}"/>`,
  cactus: (p) => `
    <g fill="${leaf.base}"><rect x="352" y="180" width="96" height="270" rx="48"/><path d="M352 350h-40q-34 0-34-34v-40q0-24 24-24t24 24v26h26zM448 320h36q36 0 36-36v-34q0-22-24-22t-24 22v22h-24z"/></g>
    <path d="M376 210v220M400 200v230M424 210v220" stroke="${leaf.dark}" stroke-width="5" stroke-dasharray="4 16"/><circle cx="400" cy="176" r="22" fill="#e58f7b"/><circle cx="400" cy="170" r="9" fill="#f6c7a5"/>
    <path d="M254 420h292c6 110-20 220-76 220H330c-56 0-82-110-76-220z" fill="url(#body)"/><path d="M254 420h292c1 30-1 60-6 88-60 40-70-20-130 14-60 30-90-30-150-6-5-30-7-64-6-96z" fill="${p.deep}" opacity=".5"/><ellipse cx="400" cy="420" rx="146" ry="26" fill="${p.pale}"/><ellipse cx="400" cy="423" rx="130" ry="18" fill="#4b382c"/>`,
  can: (p) => `
    <path d="M500 500L674 300l26 16-140 250z" fill="${p.dark}"/><path d="M650 290l64 34-10 18-66-34z" fill="${p.base}"/>
    <path d="M260 440c-110-20-130 160 20 150" fill="none" stroke="${p.dark}" stroke-width="20"/><path d="M290 410c20-110 190-110 210 0" fill="none" stroke="${p.base}" stroke-width="18"/>
    <path d="M262 400h266l22 216q0 24-26 24H266q-26 0-26-24z" fill="url(#body)"/><ellipse cx="395" cy="402" rx="133" ry="26" fill="${p.pale}"/><ellipse cx="395" cy="405" rx="118" ry="19" fill="${p.deep}"/>
    <path d="M250 560h294" stroke="${p.dark}" stroke-opacity=".5" stroke-width="8"/><path d="M296 450l-10 130" stroke="#fff" stroke-opacity=".5" stroke-width="10" stroke-linecap="round"/>`,
  basket: (p) => `
    <path d="M270 380c-60-90 30-120 40-10M530 380c60-90-30-120-40-10" fill="none" stroke="${p.dark}" stroke-width="20"/>
    <path d="M220 360h360c40 130 20 230-30 280H250c-50-50-70-150-30-280z" fill="url(#body)"/>
    ${[0, 1, 2, 3, 4, 5, 6].map((row) => `<path d="M${206 - (row > 4 ? (4 - row) * 10 : row * 2)} ${390 + row * 36}${Array.from({ length: 13 }, () => "q15 18 30 0").join("")}" fill="none" stroke="${row % 2 ? p.deep : p.pale}" stroke-opacity=".5" stroke-width="8"/>`).join("")}
    <ellipse cx="400" cy="360" rx="182" ry="34" fill="${p.light}"/><ellipse cx="400" cy="364" rx="162" ry="24" fill="${p.deep}"/><path d="M270 366c40-60 90-40 130-30 60-30 110-10 130 30-60 24-190 24-260 0z" fill="${paper}"/>`,
  budvase: (p) => `
    <path d="M404 380C400 300 420 220 390 130" stroke="${leaf.dark}" stroke-width="7" fill="none"/>${frond(402, 300, 54, 90, leaf.base)}${frond(404, 250, -58, 80, leaf.light)}
    <g fill="#f0c6b4">${[0, 72, 144, 216, 288].map((angle) => `<ellipse cx="388" cy="92" rx="24" ry="40" transform="rotate(${angle} 388 124)"/>`).join("")}</g><circle cx="388" cy="124" r="20" fill="#d98f4e"/>
    <path d="M376 360h48c2 60 6 90 44 130 56 60 20 150-68 150s-124-90-68-150c38-40 42-70 44-130z" fill="url(#body)"/><ellipse cx="400" cy="360" rx="28" ry="8" fill="${p.deep}"/><path d="M342 520c-12 30-6 60 12 82" stroke="#fff" stroke-opacity=".55" stroke-width="9" fill="none" stroke-linecap="round"/>`,
  arcvase: (p) => `
    <path d="M400 240c20-80 80-120 150-140" stroke="${wood.dark}" stroke-width="7" fill="none"/>${[
      [470, 150],
      [510, 122],
      [548, 100],
      [446, 172],
    ]
      .map(([x, y]) => `<circle cx="${x}" cy="${y}" r="13" fill="#d98a6a"/>`)
      .join("")}
    <path fill-rule="evenodd" d="M400 236a202 202 0 1 0 .1 0zM400 336a102 102 0 1 1-.1 0z" fill="url(#body)"/><path d="M374 206h52v50h-52z" fill="url(#body)"/><ellipse cx="400" cy="206" rx="26" ry="8" fill="${p.deep}"/><path d="M232 470c-6-80 40-150 104-176" stroke="#fff" stroke-opacity=".6" stroke-width="10" fill="none" stroke-linecap="round"/>`,
  bouquet: (p) => `
    ${[-46, -32, -18, -6, 8, 20, 34, 48].map((angle, n) => `<g transform="translate(400 520) rotate(${angle})"><path d="M0 0V-${300 + (n % 3) * 36}" stroke="${leaf.dark}" stroke-width="5"/>${n % 2 ? `<circle cy="-${320 + (n % 3) * 30}" r="34" fill="${p.base}"/><circle cy="-${326 + (n % 3) * 30}" r="18" fill="${p.light}"/>` : [0, 1, 2, 3, 4].map((row) => `<ellipse cx="${row % 2 ? 12 : -12}" cy="-${260 + row * 26}" rx="11" ry="22" fill="${n % 4 ? "#c98a92" : p.pale}"/>`).join("")}</g>`).join("")}
    <path d="M310 470h180l60 60-110 110h-80L250 530z" fill="#d9b98c"/><path d="M400 640L310 470M400 640l90-170" stroke="#b08c5c" stroke-width="5"/><path d="M330 540q70 30 140 0l4 22q-74 30-148 0z" fill="${paper}"/>`,
  printsea: (p) =>
    `${frame()}<rect x="232" y="172" width="336" height="436" fill="#f3d9bd"/><circle cx="460" cy="300" r="62" fill="#e9935f"/><path d="M232 400h336v208H232z" fill="${p.base}"/><path d="M232 400h336v40q-84 30-168 0t-168 0z" fill="${p.light}"/><path d="M232 500q84-30 168 0t168 0v108H232z" fill="${p.dark}"/><path d="M330 400l40-120v120zM378 400V262l52 138z" fill="${paper}"/><path d="M310 404h130l-22 30h-88z" fill="${p.deep}"/>`,
  printhills: (p) =>
    `${frame()}<rect x="232" y="172" width="336" height="436" fill="#f6e6cc"/><circle cx="320" cy="270" r="50" fill="${p.light}"/><path d="M232 470q130-190 336-60v198H232z" fill="${p.base}"/><path d="M232 520q190-60 336 30v58H232z" fill="#6d7f5f"/><path d="M400 608q40-70 120-70" stroke="#f6e6cc" stroke-width="12" fill="none"/>`,
  wreath: (p) =>
    `${Array.from({ length: 44 }, (_, n) => frond(400 + 190 * Math.cos((n * Math.PI) / 22), 410 + 190 * Math.sin((n * Math.PI) / 22), n * 8.2 + (n % 2 ? 150 : 40), 92, [p.base, p.dark, p.light][n % 3] ?? p.base)).join("")}${[10, 70, 150, 200, 260, 320].map((angle) => `<circle cx="${400 + 196 * Math.cos((angle * Math.PI) / 180)}" cy="${410 + 196 * Math.sin((angle * Math.PI) / 180)}" r="13" fill="${paletteOf("#b5442f").base}"/>`).join("")}`,
};

function frame(): string {
  return `<rect x="200" y="140" width="420" height="520" fill="#2b2130" opacity=".3" filter="url(#cast)"/><rect x="180" y="120" width="440" height="540" fill="${wood.base}"/><rect x="180" y="120" width="440" height="12" fill="${wood.light}"/><rect x="200" y="140" width="400" height="500" fill="${paper}"/>`;
}
