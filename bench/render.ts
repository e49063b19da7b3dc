import type { Bench } from "./bench";
import { compileReminder } from "./bench-template";
import { basketOf } from "./catalogue";
import { concatenate, cutMail } from "./concatenation";
import { inputsOf, type MailWords, mailWords } from "./mail-words";
import { type Figure, figure, median } from "./report";

/** One mail rendered from its inputs, HTML and text, beside the same bytes concatenated. Throws when they differ. */
export async function benchRender({ isSmoke, rounds, say }: Bench): Promise<Figure[]> {
  const mails = isSmoke ? 300 : 4_000;
  const template = await compileReminder();
  const cut = cutMail(template);
  const readers = Array.from({ length: 100 }, (_, shopper) => wordsFor(shopper));
  const inputs = readers.map(inputsOf);
  const words = readers.map(mailWords);
  for (const [index, one] of inputs.entries()) {
    const { html, text } = template.render(one);
    const same = concatenate(cut, words[index] ?? []);
    if (same.html !== html || same.text !== text) throw new Error(`Mail ${index} is not the same when concatenated.`);
  }

  const render = (index: number) => {
    const one = inputs[index % inputs.length];
    return one ? bytesOf(template.render(one).html) : 0;
  };
  const join = (index: number) => bytesOf(concatenate(cut, words[index % words.length] ?? []).html);
  for (const work of [render, join]) cpuMsEach(mails, work);
  const ours: number[] = [];
  const limit: number[] = [];
  for (let turn = 0; turn < rounds; turn += 1) {
    ours.push(cpuMsEach(mails, render));
    limit.push(cpuMsEach(mails, join));
  }
  const [our, bare] = [median(ours), median(limit)];
  say(`render: ${figure(our)} CPU ms, concatenated ${figure(bare)}`);
  const ratio = our / bare;
  return [
    {
      what: "render: CPU ms a mail",
      ours: figure(our),
      limit: figure(bare),
      ratio: figure(ratio),
      aim: "≤ 6 × limit",
      isMet: ratio <= 6,
    },
  ];
}

/** Makes bytes of the text, as sending it does: until then a concatenation is only a plan. */
const bytesOf = (html: string) => Buffer.from(html).length;

/** CPU ms for one piece of work, which must come to some bytes. */
function cpuMsEach(times: number, work: (index: number) => number): number {
  const before = process.cpuUsage();
  let bytes = 0;
  for (let index = 0; index < times; index += 1) bytes += work(index);
  const { user, system } = process.cpuUsage(before);
  if (bytes === 0) throw new Error("Nothing was rendered.");
  return (user + system) / 1000 / times;
}

/** Names and titles with characters that must be escaped, as shops have them. */
function wordsFor(shopper: number): MailWords {
  const words = basketOf(shopper, 8).map(({ title, handle, imageUrl, imageAlt }) => ({
    title: shopper % 3 === 0 ? `${title} & "Friends"` : title,
    url: `https://bench-store.example/products/${handle}`,
    imageUrl: imageUrl ?? "",
    imageAlt: imageAlt ?? title,
    variantTitle: "Small",
    price: "€24.00",
    compareAtPrice: "€29.00",
    reason: `Goes with ${title}`,
  }));
  return {
    firstName: "Maya",
    recoveryUrl: `https://bench-store.example/checkouts/ac/${shopper}/recover?key=${shopper}&locale=en`,
    total: "€96.00",
    unsubscribeUrl: `https://bench.example/u/${shopper}`,
    lines: words.slice(0, 4),
    products: words.slice(4),
  };
}
