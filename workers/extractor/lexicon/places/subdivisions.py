"""GeoNames' codes of first-level divisions as ISO 3166-2 codes, and how small a town each country is taken down to."""

from __future__ import annotations

_CODES = {  # GeoNames code and ISO code by turns
    "SY": "01 HA 02 LA 03 QU 04 RA 05 SU 06 DR 07 DY 08 RD 09 HL 10 HM 11 HI 12 ID 13 DI 14 TA",
    "IQ": "01 AN 02 BA 03 MU 04 QA 05 SU 06 BB 07 BG 08 DA 09 DQ 10 DI 11 AR 12 KA 13 KI 14 MA 15 NI 16 WA 17 NA 18 SD 19 SU",
    "LB": "04 BA 05 JL 06 JA 07 NA 08 BI 09 AS 10 AK 11 BH",
    "IL": "01 D 02 M 03 Z 04 HA 05 TA 06 JM",
    "JO": "02 BA 09 KA 12 AT 15 MA 16 AM 17 AZ 18 IR 19 MN 20 AJ 21 AQ 22 JA 23 MD",
    "YE": (
        "01 AB 02 AD 03 MR 04 HD 05 SH 08 HU 10 MW 11 DH 14 MA 15 SD 16 SN 18 DA 19 AM 20 BA 21 JA 22 HJ 23 IB 24 LA 25 TA "
        "26 SA 27 RA 28 SU"
    ),
    "SA": "02 11 05 03 06 04 08 05 10 01 11 14 13 06 14 02 15 08 16 10 17 09 19 07 20 12",
    "IR": (
        "01 04 03 14 04 11 05 17 07 07 08 01 09 13 10 16 11 22 13 05 15 06 16 12 22 18 23 15 25 20 26 23 28 10 29 08 32 24 "
        "33 03 34 00 35 02 36 19 37 27 38 26 39 25 40 21 41 29 42 09 43 28 44 30"
    ),
    "LY": (
        "63 JA 64 JU 65 KF 66 MJ 67 NQ 68 ZA 69 BA 70 DR 71 GT 72 MI 73 MQ 74 NL 75 SB 76 SR 77 TB 78 WS 79 BU 80 JG 81 JI "
        "82 MB 83 WA 84 WD"
    ),
    "SD": "29 KH 36 RS 38 GZ 39 GD 41 NW 42 NB 43 NO 47 DW 49 DS 50 KS 52 KA 53 NR 55 DN 56 KN 58 SI 60 DE 61 DC 62 GK",
    "EG": (
        "00 C 01 DK 02 BA 03 BH 04 FYM 05 GH 06 ALX 07 IS 08 GZ 09 MNF 10 MN 11 C 12 KB 13 WAD 14 SHR 15 SUZ 16 ASN 17 AST "
        "18 BNS 19 PTS 20 DT 21 KFS 22 MT 23 KN 24 SHG 26 JS 27 SIN 28 LX"
    ),
    "KW": "02 KU 04 AH 05 JA 07 FA 08 HA 09 MU",
    "BH": "15 15 16 13 17 14 19 17",
    "AE": "01 AZ 02 AJ 03 DU 04 FU 05 RK 06 SH 07 UQ",
    "QA": "01 DA 04 KH 06 RA 08 MS 09 US 10 WA 13 ZA 14 SH",
    "OM": "01 DA 02 BJ 03 WU 04 SJ 06 MA 07 MU 08 ZU 09 ZA 10 BU 11 BS 12 SS",
    "TR": "21 21 31 31 32 33 34 34 46 46 63 63 65 65 68 06 70 30 72 47 74 56 76 72 80 73 81 01 83 27 90 79 91 80",
    "SO": "01 BK 02 BN 03 BR 04 BY 05 GA 06 GE 07 HI 08 JD 09 JH 10 MU 12 SA 13 SD 14 SH 18 NU 19 TO 20 WO 21 AW 22 SO",
}


def _pairs() -> dict[str, str]:
    out: dict[str, str] = {}
    for country, listed in _CODES.items():
        words = listed.split()
        out |= {f"{country}.{ours}": f"{country}-{iso}" for ours, iso in zip(words[::2], words[1::2], strict=True)}
    return out


ISO_BY_GEONAMES = _pairs()
SMALLEST = dict.fromkeys(_CODES, 0) | {"TR": 5_000, "SO": 10**9}
