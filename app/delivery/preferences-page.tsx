import { now } from "~/clock";
import { maskEmail } from "./mail-reader";
import { mailTopics } from "./mail-topics";
import { type PreferencesOfReader, pausedAt, pauseEnd } from "./preferences";
import { preferencesTexts } from "./preferences-texts";
import { type ShopperPage, shopperPage } from "./shopper-page";

/** Shows what a reader chose; its forms post to the page's own address. `isSaved` confirms it. */
export function preferencesPage({ reader, preferences }: PreferencesOfReader, isSaved: boolean): ShopperPage {
  const { shop, emails } = reader;
  const { language, texts } = preferencesTexts(reader.locale);
  const at = now();
  const paused = pausedAt(preferences, at);
  const day = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: shop.timezone });
  return shopperPage({ language, shop, title: texts.title }, [
    isSaved && (
      <p key="saved" className="notice" role="status">
        {texts.saved}
      </p>
    ),
    <p key="text">{texts.explanation(shop.name, maskEmail(emails[0] ?? ""))}</p>,
    <form key="choices" method="post">
      <fieldset>
        <legend>{texts.topicsLegend}</legend>
        {mailTopics.map((topic) => {
          const [name, about] = texts.topics[topic];
          return (
            <label key={topic}>
              <input
                type="checkbox"
                name="topic"
                value={topic}
                defaultChecked={!preferences.topicsOff.includes(topic)}
              />
              <span>
                {name}
                <small>{about}</small>
              </span>
            </label>
          );
        })}
      </fieldset>
      <fieldset>
        <legend>{texts.oftenLegend}</legend>
        <label>
          <input type="radio" name="often" value="shop" defaultChecked={preferences.mostPerWeek === null} />
          {texts.asShop(shop.name)}
        </label>
        <label>
          <input type="radio" name="often" value="weekly" defaultChecked={preferences.mostPerWeek !== null} />
          {texts.weekly}
        </label>
      </fieldset>
      <fieldset>
        <legend>{texts.pauseLegend}</legend>
        <label>
          <input type="checkbox" name="pause" value="yes" defaultChecked={paused !== null} />
          {paused ? texts.paused(day.format(paused)) : texts.pause(day.format(pauseEnd(at)))}
        </label>
      </fieldset>
      <button type="submit">{texts.save}</button>
    </form>,
    <hr key="rule" />,
    <form key="leave" method="post">
      <h2>{texts.leaveTitle}</h2>
      <p>{texts.leaveExplanation(shop.name)}</p>
      <button type="submit" name="leave" value="yes" className="quiet">
        {texts.leave}
      </button>
    </form>,
  ]);
}

/** Says that no more mails come. */
export function leftPage({ reader: { shop, locale, emails } }: PreferencesOfReader): ShopperPage {
  const { language, texts } = preferencesTexts(locale);
  return shopperPage({ language, shop, title: texts.leftTitle }, [
    <p key="text">{texts.leftExplanation(shop.name, maskEmail(emails[0] ?? ""))}</p>,
    <p key="onward">
      <a href={shop.url}>{texts.onward}</a>
    </p>,
  ]);
}

/** For a link that is forged, cut off or too old. `locale` is the browser's: there is no shop to ask. */
export function noPreferencesPage(locale: string): ShopperPage {
  const { language, texts } = preferencesTexts(locale);
  return shopperPage({ language, shop: null, title: texts.notFound }, <p>{texts.notFoundExplanation}</p>);
}
