/** The regions that live by `zone`, written as a line of codes. */
function regions(zones: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(zones).flatMap(([zone, codes]) => codes.split(" ").map((code) => [code, zone])),
  );
}

/**
 * Zones by ISO 3166-2 region, for countries with several. A region stands here only where all but a few
 * small places of it share one clock: Florida, Texas or Tennessee do not, so they are the shop's.
 * After the comments in IANA's zone.tab (https://data.iana.org/time-zones/tzdb/zone.tab), and for the states of the
 * US, most of which it does not name, after the boundaries in 49 CFR part 71 (https://www.ecfr.gov/current/title-49/part-71).
 */
export const regionZones: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  US: regions({
    "America/New_York": "CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV",
    "America/Detroit": "MI",
    "America/Chicago": "AL AR IA IL LA MN MO MS OK WI",
    "America/Denver": "CO MT NM UT WY",
    "America/Phoenix": "AZ",
    "America/Los_Angeles": "CA NV WA",
    "America/Anchorage": "AK",
    "Pacific/Honolulu": "HI",
    "America/Puerto_Rico": "PR VI",
  }),
  CA: regions({
    "America/Halifax": "NS PE",
    "America/Moncton": "NB",
    "America/Toronto": "ON QC",
    "America/Winnipeg": "MB",
    "America/Regina": "SK",
    "America/Edmonton": "AB",
    "America/Whitehorse": "YT",
    "America/Vancouver": "BC",
  }),
  AU: regions({
    "Australia/Sydney": "NSW ACT",
    "Australia/Melbourne": "VIC",
    "Australia/Brisbane": "QLD",
    "Australia/Adelaide": "SA",
    "Australia/Perth": "WA",
    "Australia/Hobart": "TAS",
    "Australia/Darwin": "NT",
  }),
  BR: regions({
    "America/Sao_Paulo": "DF ES GO MG PR RJ RS SC SP",
    "America/Bahia": "BA",
    "America/Fortaleza": "CE MA PB PI RN",
    "America/Recife": "PE",
    "America/Maceio": "AL SE",
    "America/Belem": "AP PA",
    "America/Araguaina": "TO",
    "America/Campo_Grande": "MS",
    "America/Cuiaba": "MT",
    "America/Manaus": "AM",
    "America/Boa_Vista": "RR",
    "America/Porto_Velho": "RO",
    "America/Rio_Branco": "AC",
  }),
  MX: regions({
    "America/Mexico_City": "DF CMX MEX HID GRO MIC MOR OAX PUE QUE TLA VER GUA JAL AGS COL SLP ZAC",
    "America/Merida": "CAM YUC TAB CHP",
    "America/Monterrey": "COA NL DGO",
    "America/Cancun": "QR ROO",
    "America/Hermosillo": "SON",
    "America/Mazatlan": "BCS SIN",
    "America/Tijuana": "BC BCN",
  }),
  ES: regions({
    "Atlantic/Canary": "GC TF",
    "Africa/Ceuta": "CE ML",
    "Europe/Madrid":
      "A AB AL AV B BA BI BU C CA CC CO CR CS CU GI GR GU H HU J L LE LO LU M MA MU NA O OR OU P PM PO S SA SE SG SO SS T TE TO V VA VI Z ZA",
  }),
  PT: regions({
    "Atlantic/Azores": "PT-20 20",
    "Atlantic/Madeira": "PT-30 30",
    "Europe/Lisbon":
      "PT-01 PT-02 PT-03 PT-04 PT-05 PT-06 PT-07 PT-08 PT-09 PT-10 PT-11 PT-12 PT-13 PT-14 PT-15 PT-16 PT-17 PT-18",
  }),
  NZ: regions({
    "Pacific/Auckland": "AUK BOP CAN GIS HKB MBH MWT NSN NTL OTA STL TAS TKI WGN WKO WTC",
  }),
  ID: regions({
    "Asia/Jakarta": "AC BB BE BT JA JB JI JK JT KR LA RI SB SS SU YO",
    "Asia/Pontianak": "KB KT",
    "Asia/Makassar": "BA GO KI KS KU NB NT SA SG SN SR ST",
    "Asia/Jayapura": "MA MU PA PB",
  }),
};
