import { type MailReader, maskEmail } from "./mail-reader";
import { preferencesUrl } from "./public-link";
import { type ShopperPage, shopperPage } from "./shopper-page";
import { unsubscribeTexts } from "./unsubscribe-texts";

/** Asks; its button is a form that posts to the page's own address. Who only wants fewer is shown the way. */
export function questionPage({ shop, locale, emails, messageId }: MailReader): ShopperPage {
  const { language, texts } = unsubscribeTexts(locale);
  return shopperPage({ language, shop, title: texts.question(shop.name) }, [
    <p key="text">{texts.explanation(shop.name, maskEmail(emails[0] ?? ""))}</p>,
    <form key="form" method="post">
      <input type="hidden" name="from" value="page" />
      <button type="submit">{texts.button}</button>
    </form>,
    <p key="fewer" className="after">
      <a href={preferencesUrl(shop.shopId, messageId)}>{texts.fewer}</a>
    </p>,
  ]);
}

/** Confirms. */
export function donePage({ shop, locale, emails }: MailReader): ShopperPage {
  const { language, texts } = unsubscribeTexts(locale);
  const explanation = texts.doneExplanation(shop.name, maskEmail(emails[0] ?? ""));
  return shopperPage({ language, shop, title: texts.done }, <p>{explanation}</p>);
}

/** For a link that is forged, cut off or too old. `locale` is the browser's: there is no shop to ask. */
export function notFoundPage(locale: string): ShopperPage {
  const { language, texts } = unsubscribeTexts(locale);
  return shopperPage({ language, shop: null, title: texts.notFound }, <p>{texts.notFoundExplanation}</p>);
}
