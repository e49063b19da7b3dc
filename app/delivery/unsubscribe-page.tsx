import { type ShopperPage, shopperPage } from "./shopper-page";
import type { Subscription } from "./unsubscribe";
import { unsubscribeTexts } from "./unsubscribe-texts";

/** Asks; its button is a form that posts to the page's own address. */
export function questionPage({ shop, locale, maskedEmail }: Subscription): ShopperPage {
  const { language, texts } = unsubscribeTexts(locale);
  return shopperPage({ language, shop, title: texts.question(shop.name) }, [
    <p key="text">{texts.explanation(shop.name, maskedEmail)}</p>,
    <form key="form" method="post">
      <input type="hidden" name="from" value="page" />
      <button type="submit">{texts.button}</button>
    </form>,
  ]);
}

/** Confirms. */
export function donePage({ shop, locale, maskedEmail }: Subscription): ShopperPage {
  const { language, texts } = unsubscribeTexts(locale);
  return shopperPage({ language, shop, title: texts.done }, <p>{texts.doneExplanation(shop.name, maskedEmail)}</p>);
}

/** For a link that is forged, cut off or too old. `locale` is the browser's: there is no shop to ask. */
export function notFoundPage(locale: string): ShopperPage {
  const { language, texts } = unsubscribeTexts(locale);
  return shopperPage({ language, shop: null, title: texts.notFound }, <p>{texts.notFoundExplanation}</p>);
}
