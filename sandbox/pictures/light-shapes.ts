import { brass, paper } from "./colour";
import type { Shape } from "./shape";

const flame = (x: number, y: number, size = 1) =>
  `<circle cx="${x}" cy="${y}" r="${120 * size}" fill="url(#glow)"/><g transform="translate(${x} ${y}) scale(${size})"><path d="M0-62c34 40 36 64 24 84-12 18-36 18-48 0-12-20-6-48 24-84z" fill="#f4a93c"/><path d="M2-24c16 22 16 34 10 46-6 10-18 10-24 0-6-12 0-26 14-46z" fill="#fff3c9"/></g>`;

/** What lights the room: lanterns, lamps and candles. */
export const lightShapes: Readonly<Record<string, Shape>> = {
  lantern: (p) => `
    <path d="M330 190c0-110 140-110 140 0" fill="none" stroke="${p.base}" stroke-width="12"/>
    <path d="M400 150l108 84H292z" fill="url(#body)"/><rect x="282" y="230" width="236" height="22" rx="6" fill="${p.dark}"/>
    <rect x="296" y="250" width="208" height="330" fill="#fbe6b4" opacity=".75"/>${flame(400, 430)}
    <rect x="362" y="478" width="76" height="104" rx="8" fill="${paper}"/><rect x="416" y="478" width="22" height="104" fill="#e3d3b4"/>
    <g fill="url(#body)"><rect x="284" y="250" width="20" height="334"/><rect x="496" y="250" width="20" height="334"/><rect x="268" y="580" width="264" height="34" rx="6"/><rect x="284" y="612" width="34" height="28"/><rect x="482" y="612" width="34" height="28"/></g>
    <path d="M304 362h192" stroke="${p.base}" stroke-width="7"/><path d="M320 262v90l60-90z" fill="#fff" opacity=".35"/>`,
  lamp: (p) => `
    <circle cx="400" cy="270" r="270" fill="url(#glow)" opacity=".75"/>
    <rect x="388" y="350" width="24" height="70" fill="${brass.base}"/>
    <path d="M318 160h164l76 212H242z" fill="#f7ecd6"/><path d="M440 160h42l76 212H450z" fill="#e3d2b2" opacity=".8"/><path d="M318 160h164l4 12H314z" fill="#d8c6a4"/><path d="M246 360h308l4 12H242z" fill="#d8c6a4"/>
    <path d="M400 408c96 0 122 78 122 128 0 62-40 104-122 104s-122-42-122-104c0-50 26-128 122-128z" fill="url(#body)"/>
    <g fill="none" stroke="${p.dark}" stroke-opacity=".28" stroke-width="5"><path d="M292 490q108 30 216 0M280 530q120 32 240 0M284 570q116 30 232 0"/></g>
    <path d="M316 470c-12 30-14 62-8 92" stroke="#fff" stroke-opacity=".5" stroke-width="9" stroke-linecap="round" fill="none"/>`,
  pendant: (p) => `
    <path d="M400 0v170" stroke="#4a4038" stroke-width="6"/><circle cx="400" cy="400" r="330" fill="url(#glow)" opacity=".8"/>
    <circle cx="400" cy="400" r="230" fill="${p.pale}"/><circle cx="400" cy="400" r="230" fill="url(#body)" opacity=".45"/>
    ${[-190, -145, -100, -52, 0, 52, 100, 145, 190].map((dy) => `<path d="M${400 - Math.sqrt(52900 - dy * dy)} ${400 + dy}q${Math.sqrt(52900 - dy * dy)} ${26 - Math.abs(dy) * 0.05} ${2 * Math.sqrt(52900 - dy * dy)} 0" fill="none" stroke="${p.dark}" stroke-opacity=".28" stroke-width="4"/>`).join("")}
    <ellipse cx="400" cy="178" rx="62" ry="14" fill="#4a4038"/><ellipse cx="400" cy="622" rx="62" ry="12" fill="#fff8e2"/>`,
  tapers: (p) => taper(p.base, p.dark, 310, 250) + taper(p.base, p.dark, 440, 320),
  jarcandle: (p) => `${flame(400, 330, 0.8)}
    <path d="M396 350h8v50h-8z" fill="#2d2520"/><path d="M236 372h328v238q0 30-30 30H266q-30 0-30-30z" fill="url(#body)"/>
    <ellipse cx="400" cy="372" rx="164" ry="36" fill="${p.light}"/><ellipse cx="400" cy="378" rx="146" ry="27" fill="${p.deep}"/><ellipse cx="400" cy="386" rx="134" ry="20" fill="#f3e6cf"/><path d="M394 352h12v36h-12z" fill="#2d2520"/>
    <rect x="296" y="462" width="208" height="116" rx="4" fill="${paper}"/><path d="M326 498h148M346 522h108M366 546h68" stroke="#6b5a4c" stroke-width="6"/>`,
  holder: () => `${flame(400, 150, 0.75)}
    <rect x="376" y="190" width="48" height="240" fill="#f5ead6"/><rect x="404" y="190" width="20" height="240" fill="#dfceb0"/>
    <g fill="${brass.base}"><path d="M352 420h96l-10 62h-76z"/><rect x="386" y="478" width="28" height="96"/><ellipse cx="400" cy="610" rx="150" ry="30"/></g>
    <ellipse cx="400" cy="602" rx="150" ry="28" fill="${brass.light}"/><ellipse cx="400" cy="598" rx="84" ry="13" fill="${brass.dark}" opacity=".5"/><path d="M548 600c70-40 70 40 4 30" fill="none" stroke="${brass.dark}" stroke-width="16"/>
    <path d="M366 430l7 44M392 484v84" stroke="#fff" stroke-opacity=".6" stroke-width="7"/>`,
  matches: (p) => `
    <g transform="rotate(-8 400 560)">${[0, 1, 2, 3, 4, 5, 6].map((n) => `<rect x="${322 + n * 24}" y="${236 + (n % 3) * 16}" width="11" height="240" fill="#e8d2a6"/><ellipse cx="${327 + n * 24}" cy="${236 + (n % 3) * 16}" rx="11" ry="17" fill="${p.base}"/>`).join("")}
    <rect x="288" y="380" width="224" height="258" rx="8" fill="url(#body)"/><rect x="312" y="420" width="176" height="160" fill="${paper}"/>
    <path d="M400 446c40 46 40 72 28 92-14 20-42 20-56 0-14-22-8-52 28-92z" fill="${p.base}"/><rect x="288" y="602" width="224" height="24" fill="${p.deep}"/></g>`,
};

function taper(base: string, dark: string, x: number, top: number): string {
  return `${flame(x + 25, top - 44, 0.7)}<path d="M${x + 23} ${top - 26}h5v30h-5z" fill="#2d2520"/><path d="M${x} ${top + 14}q25-24 50 0V620h-50z" fill="${base}"/><path d="M${x + 32} ${top + 4}q12 2 18 10V620h-18z" fill="${dark}" opacity=".5"/><path d="M${x + 12} ${top + 30}V560" stroke="#fff" stroke-opacity=".45" stroke-width="7" stroke-linecap="round"/><ellipse cx="${x + 25}" cy="622" rx="62" ry="18" fill="${brass.dark}"/><ellipse cx="${x + 25}" cy="616" rx="62" ry="17" fill="${brass.light}"/><rect x="${x - 8}" y="560" width="66" height="54" rx="6" fill="${brass.base}"/>`;
}
