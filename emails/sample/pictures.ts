import candles from "./candles.svg?raw";
import cushion from "./cushion.svg?raw";
import lantern from "./lantern.svg?raw";
import mug from "./mug.svg?raw";
import throwBlanket from "./throw.svg?raw";

const drawings = { lantern, throwBlanket, mug, candles, cushion };

/** Where a sample's picture seems to be: a host that never resolves (RFC 2606), for no mail carries it. */
export function samplePictureUrl(name: keyof typeof drawings): string {
  return `https://pictures.invalid/${name}.svg`;
}

/** A preview's HTML with the sample's pictures inside it, so that they show wherever it is opened. */
export function withSamplePictures(html: string): string {
  return html.replaceAll(/https:\/\/pictures\.invalid\/(\w+)\.svg/g, (url, name: string) => {
    const drawing = new Map(Object.entries(drawings)).get(name);
    return drawing ? `data:image/svg+xml,${encodeURIComponent(drawing.trim())}` : url;
  });
}
