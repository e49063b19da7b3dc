import type { AskedQuestion, OfferedAnswer } from "./answer";
import { answerTexts } from "./answer-texts";
import { type ShopperPage, shopperPage } from "./shopper-page";

/** Shows the tapped answer among the others; its button posts to the page's own address. */
export function answerPage({ shop, locale, answers, tapped }: AskedQuestion): ShopperPage {
  const { language, texts } = answerTexts(locale);
  return shopperPage(
    { language, shop, title: texts.question(shop.name) },
    <form method="post">
      <fieldset>
        <legend>{texts.choose}</legend>
        {answers.map(({ name, label }) => (
          <label key={name}>
            <input type="radio" name="answer" value={name} defaultChecked={name === tapped.name} />
            {label}
          </label>
        ))}
      </fieldset>
      <button type="submit">{texts.button}</button>
    </form>,
  );
}

/** Confirms. */
export function thanksPage({ shop, locale }: AskedQuestion, answer: OfferedAnswer): ShopperPage {
  const { language, texts } = answerTexts(locale);
  return shopperPage({ language, shop, title: texts.done }, [
    <p key="text">{texts.doneExplanation(shop.name, answer.label)}</p>,
    <p key="onward">
      <a href={shop.url}>{texts.onward}</a>
    </p>,
  ]);
}

/** For a link that is forged, cut off or too old. `locale` is the browser's: there is no shop to ask. */
export function noQuestionPage(locale: string): ShopperPage {
  const { language, texts } = answerTexts(locale);
  return shopperPage({ language, shop: null, title: texts.notFound }, <p>{texts.notFoundExplanation}</p>);
}
