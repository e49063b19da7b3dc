/** "DE" is "Germany"; what Intl does not know stays as it is. */
export function countryName(code: string): string {
  return /^[a-z]{2}$/i.test(code) ? nameOf("region", code.toUpperCase()) : code;
}

/** "DE" is "Germany", "CA-BE" "Canada, BE". */
export function placeName(place: string): string {
  const [country = place, region] = place.split("-");
  return region === undefined ? countryName(country) : `${countryName(country)}, ${region}`;
}

/** "de-AT" is "Austrian German"; what Intl does not know stays as it is. */
export function languageName(tag: string): string {
  return /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(tag) ? nameOf("language", tag) : tag;
}

function nameOf(type: "region" | "language", code: string): string {
  try {
    return new Intl.DisplayNames("en", { type, fallback: "code" }).of(code) ?? code;
  } catch (error) {
    if (error instanceof RangeError) return code;
    throw error;
  }
}
