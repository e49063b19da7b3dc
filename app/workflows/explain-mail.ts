/** Why a mail had nothing to show: what it was about is gone. */
export function missingWords(what: string): string {
  switch (what) {
    case "checkout":
      return "the checkout is not there any more, or empty";
    case "cart":
      return "the cart was emptied";
    case "link":
      return "no link leads back to the checkout";
    case "order":
      return "the order is not there any more";
    case "product":
      return "the product is not in the shop any more";
    case "recommendations":
      return "there was no product to recommend";
    default:
      return "what it was about is not there any more";
  }
}
