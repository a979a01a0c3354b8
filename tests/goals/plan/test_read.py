"""Every fault in a plan folder is found with its file, its line, its key and a reason in Swedish."""

from dataclasses import dataclass

import pytest
from django.db import models

from goals.plan import format as planformat
from goals.plan.faults import SHOWN, FileFault, PlanFault
from goals.plan.format import INDICATOR, KINDS, OUTCOME, PLAN_LISTS, UNIT
from goals.plan.kinds import meta
from goals.plan.read import MAX_FILE_BYTES, read_folder
from goals.year.canonical import checksum

LIST_FILES = ("beslut.yaml", "visioner.yaml", "perioder.yaml", "indikatorer.yaml")
ALL_FILES = ("plan.yaml", *LIST_FILES, "kommuner.csv", "utfall.csv")


def faults_of(folder):
    with pytest.raises(PlanFault) as caught:
        read_folder(folder.path)
    return caught.value.faults


@dataclass(frozen=True)
class Case:
    """One way to spoil the small plan: the fault stands `down` lines below the first line of `old`."""

    file: str
    old: str
    new: str
    field: str
    reason: str
    down: int = 0


def yaml(old, new, field, reason, *, down=0, file="indikatorer.yaml"):
    return Case(file, old, new, field, reason, down)


def row(old, new, field, reason, *, down=0, file="utfall.csv"):
    return Case(file, old, new, field, reason, down)


NUMBERS = [
    yaml("tolerans: 0.5", f"tolerans: {typed}", "tolerans", reason)
    for typed, reason in {
        "0,5": "skriv decimalpunkt",
        "'0,5'": "skriv decimalpunkt",
        "1e3": "skriv ett tal",
        "010": "utan inledande nollor",
        "0x10": "skriv ett tal",
        "1_000": "skriv ett tal",
        "14 000": "utan mellanslag",
        "14\u00a0000": "utan mellanslag",
        "−1": "vanligt bindestreck",
        "-1": "inte vara negativt",
        ".nan": "skriv ett tal",
        "NaN": "skriv ett tal",
        "-Infinity": "skriv ett tal",
        "yes": "skriv ett tal",
        "٣": "skriv ett tal",
        "0.1234567": "högst 6 decimaler",
        "1234567890123": "för många siffror",
        "12345678901.12345": "för många siffror",
        "null": "ta bort nyckeln",
        "[1]": "ett enda värde",
        "{a: 1}": "ett enda värde",
    }.items()
]
YEARS = [
    yaml("år: 2019", f"år: {typed}", "år", reason)
    for typed, reason in {
        "19": "1900",
        "2201": "2200",
        "99999": "för stort",
        "2019.0": "heltal",
        "02019": "heltal",
        "-2019": "heltal",
    }.items()
]
DAYS = [
    yaml("2025-02-20", typed, "nästa_publicering", reason)
    for typed, reason in {
        "2025-02-30": "finns inte i kalendern",
        "2025-13-01": "finns inte i kalendern",
        "0000-01-01": "finns inte i kalendern",
        "20 februari": "skriv datum som",
        "2025-2-3": "skriv datum som",
        "2025-02-20T10:00": "skriv datum som",
    }.items()
]
WORDS = [
    yaml("riktning: högre", "riktning: uppåt", "riktning", "högre, lägre, intervall, ingen"),
    yaml("riktning: högre", "riktning: Högre", "riktning", "menade du ”högre”?"),
    yaml("mått: antal", "mått: antall", "mått", "menade du ”antal”?"),
    yaml("per_kön: ja", "per_kön: yes", "per_kön", "skriv ja eller nej"),
    yaml("per_kön: ja", "per_kön: true", "per_kön", "skriv ja eller nej"),
    yaml("läge: antagen", "läge: adopted", "läge", "antagen, förslag, ersatt", file="visioner.yaml"),
    yaml("slag: beslutad", "slag: bestämd", "slag", "beslutad, föreslagen, närliggande", file="perioder.yaml"),
    yaml("färgton: tegel", "färgton: röd", "färgton", "sjö, bär, järn", file="perioder.yaml"),
    row("Riket,riket", "Riket,land", "slag", "kommun, region, riket", file="kommuner.csv"),
    row("2020,T,-1.25", "2020,X,-1.25", "kon", "T, K, M"),
    row("inte publicerat än", "glömt", "saknas_orsak", "mäts inte i år, för få svar, sekretess"),
    row("nationell källa", "kolada", "ursprung", "egen uppgift, nationell källa, egen bearbetning"),
    row("egen uppgift,,utkast", "egen uppgift,,klart", "lage", "utkast, publicerat"),
]
TEXTS = [
    yaml("adress: fukt", "adress: fukt i hus", "adress", "bara bokstäverna a–z"),
    yaml("adress: fukt", "adress: fuktnivå", "adress", "bara bokstäverna a–z"),
    yaml("adress: fukt", f"adress: {'f' * 81}", "adress", "högst 80 tecken"),
    yaml("namn: Invånare", f"namn: {'f' * 151}", "namn", "högst 150 tecken, texten har 151"),
    yaml("namn: Invånare", 'namn: "In\\0vånare"', "namn", "U+0000"),
    yaml("kolada_id: N01951", "kolada_id: N0195100000000", "kolada_id", "högst 12 tecken"),
    yaml("https://provinge.example/brott", "provinge.example", "länk", "börjar med https://"),
    yaml("https://provinge.example/brott", "javascript:alert(1)", "länk", "börjar med https://"),
    yaml("https://provinge.example/brott", "ftp://provinge.example/", "länk", "börjar med https://"),
    yaml("https://provinge.example/brott", "https://", "länk", "inte en giltig webbadress"),
    yaml("kansliet@provinge.example", "kansliet", "e_post", "e-postadress", file="plan.yaml"),
    yaml("intervall: 2", "intervall: 0", "intervall", "1"),
    row("9997,Granninge", "997,Granninge", "kod", "Koden är fyra siffror", file="kommuner.csv"),
    row("https://provinge.example/scb", "www.scb.se", "kalla_url", "börjar med https://"),
]
KEYS = [
    yaml("tolerans: 0.5", "tollerans: 0.5", "tollerans", "menade du ”tolerans”?"),
    yaml("tolerans: 0.5", "xyz: 0.5", "xyz", "här går det att skriva adress, namn"),
    yaml("tolerans: 0.5", "<<: 0.5", "<<", "okänd nyckel"),
    yaml("tolerans: 0.5", "namn: Igen", "namn", "står två gånger"),
    yaml("    år: 2019", "    ar: 2019", "ar", "menade du ”år”?"),
    yaml("  namn: Invånare\n", "", "namn", "måste anges", down=-1),
    yaml("namn: Invånare", "namn:", "namn", "måste anges"),
    yaml("riktning: ingen", "visas: ja", "riktning", "måste anges", down=-7),
    yaml("format: 1", "format: 2", "format", "format: 1", file="plan.yaml"),
    yaml("format: 1\n\n", "", "format", "format: 1", file="plan.yaml"),
    yaml("enheter:", "enhetr:", "enhetr", "menade du ”enheter”?", file="plan.yaml"),
    yaml(
        "- adress: kansliet\n    namn: Kansliet", "- Kansliet", "ansvarig enhet", "nycklar med värden", file="plan.yaml"
    ),
    yaml("målvärden:\n", "målvärden: 1000\n  målvärdena:\n", "målvärden", "ska det stå en lista"),
    yaml("steg:\n    - Inga", "steg: Inga\n  x:\n    - Inga", "steg", "en lista av texter"),
    yaml("    - Inga", "    - ''", "steg", "tom"),
    yaml("    - Inga", "    - Nej", "steg", "”Nej” står flera gånger"),
    yaml("lägsta_möjliga: -5", "lägsta_möjliga: 20001", "lägsta_möjliga", "större än det högsta"),
    yaml("utgångsvärde:\n    år", "utgångsvärde: 900\n  x:\n    år", "utgångsvärde", "nycklarna år, värde, anmärkning"),
]
LIMITS = [
    yaml("möjliga: -5", "möjliga: 901", "lägsta_möjliga", "lägre tal än så: 900 (indikatorer.yaml rad"),
    yaml("möjliga: -5", "möjliga: 500", "lägsta_möjliga", "lägre tal än så: 450 (utfall.csv rad 5), 450 (utfall.csv"),
    yaml("möjliga: 20000", "möjliga: 950", "högsta_möjliga", "högre tal än så: 1000 (indikatorer.yaml rad"),
    yaml("möjliga: 20000", "möjliga: 1100", "högsta_möjliga", "högre tal än så: 1100.25 (indikatorer.yaml rad"),
    row(
        "fukt,9998,2020,T,-1.25,nej,,,Provinge,,,egen uppgift,,utkast",
        "fukt,9998,2020,T,3,nej,,,Provinge,,,egen uppgift,,publicerat",
        "varde",
        "0 Inga, 1 Nej, 2 2",
    ),
]
SYNTAX = [
    yaml("namn: Invånare", "namn: Invånare: alla", "", "citattecken"),
    yaml("rubrik: Framåt", "rubrik: 'Framåt", "", "citattecken som börjar här", file="visioner.yaml"),
    yaml("namn: Invånare", "namn: [a, b", "", "hakparentes", down=1),
    yaml("namn: Invånare", "namn: - Invånare", "", "listan börjar på fel plats"),
    yaml("  namn: Invånare", "\tnamn: Invånare", "", "tabb"),
    yaml("  namn: Invånare", "   namn: Invånare", "", "citattecken"),
    yaml("namn: Invånare", 'namn: "C:\\Users"', "", "bakstreck"),
    yaml("namn: Invånare", "namn: &a Invånare", "", "ankare"),
    yaml("namn: Invånare", "namn: *a", "", "alias"),
    yaml("namn: Invånare", "namn: !!python/object:os.system Invånare", "", "taggar"),
    yaml("namn: Invånare", "namn: !egen Invånare", "", "taggar"),
    yaml("namn: Invånare", f"namn: {'[' * 30}{']' * 30}", "", "för många nivåer"),
    yaml("namn: Invånare", "? [a, b]\n  : Invånare", "", "en nyckel ska vara ett ord"),
    yaml("\n- adress: fukt", "---\n- adress: fukt", "", "flera dokument", down=1),
    yaml("namn: Invånare", "namn: Invå\x00nare", "", "U+0000"),
    yaml("namn: Invånare", "namn: Invå\u2028nare", "", "U+2028"),
]
REFERENCES = [
    yaml("enhet: kansliet", "enhet: kanslit", "enhet", "”kanslit” finns inte bland planens ansvariga enheter"),
    yaml("beslut: kf-2020", "beslut: kf-2021", "beslut", "finns inte bland planens beslut"),
    yaml("vision: vision-2030", "vision: x", "vision", "planens visioner", file="perioder.yaml"),
    yaml("fortsätter: gamla", "fortsätter: nya", "fortsätter", "planens mål", file="perioder.yaml"),
    yaml("fortsätter: gamla-bostader", "fortsätter: fler-bostader", "fortsätter", "sig självt", file="perioder.yaml"),
    yaml("indikator: fukt", "indikator: x", "indikator", "planens indikatorer", file="perioder.yaml"),
    yaml("tal: invanare", "tal: x", "tal", "planens indikatorer", file="visioner.yaml"),
    yaml("kommun: '9998'", "kommun: '9999'", "kommun", "planens kommuner", file="plan.yaml"),
    yaml("kommuner:\n", "kommuner:\n      - '9999'\n", "kommuner", "”9999” finns inte", file="plan.yaml"),
    row("fukt,9998", "fuckt,9998", "indikator", "”fuckt” finns inte bland planens indikatorer"),
    row("fukt,9998", "fukt,9999", "kommun_kod", "”9999” finns inte bland planens kommuner"),
]
RULES = [
    row("inte publicerat än", "", "varde", "varken värde eller saknas_orsak"),
    row("2021,T,0,ja,", "2021,T,0,ja,sekretess", "varde", "både värde och saknas_orsak"),
    yaml("      värde: 1000\n", "", "värde", "ange värde, eller både lägst och högst", down=-1),
    yaml("      värde: 1000\n", "      lägst: 1\n", "värde", "eller både lägst och högst", down=-1),
    yaml("värde: 1000\n", "värde: 1000\n      högst: 2000\n", "värde", "antingen värde, eller"),
    yaml("högst: 1100.25", "högst: 999.9", "lägst", "större än högst", down=-1),
    yaml("    år: 2019\n", "", "år", "inget år", down=-1),
    yaml("    värde: 900\n", "", "värde", "inget värde", down=-2),
    yaml("band: 25", "band: -25", "band", "inte vara negativt"),
    yaml("sista_år: 2023", "sista_år: 2019", "sista_år", "före det första", file="perioder.yaml"),
    yaml("till: 2024", "till: 2023", "till", "bara gå framåt", file="perioder.yaml"),
    yaml("från: 2023", "från: 2022", "från", "ska börja där perioden slutar, 2023", file="perioder.yaml"),
    yaml("från: 2024", "från: 2025", "från", "ska börja där perioden slutar, 2024", file="perioder.yaml", down=0),
]
LEVEL = "      värde: 1000\n"


def target(new, field, reason, *, down=0, old=LEVEL):
    """Spoil the first target: `down` lines below the line that its value stands on."""
    return yaml(old, new, field, reason, down=down)


def relative(keys, field, reason, down=0):
    return target(f"      slag: jämförelse\n{keys}", field, reason, down=down)


GROUP = "      jämfört_med: gruppens median\n      grupp: grannar\n"
KINDS_OF_TARGET = [
    target("      slag: nivåer\n", "slag", "nivå, varje år, förbättring, jämförelse"),
    target("      värde: 1000\n      gäller: pojkar\n", "gäller", "alla, kvinnor, män, skillnad", down=1),
    target("      slag: varje år\n      värde: 1000\n", "från_år", "har ett första år", down=-1),
    target("      från_år: 2021\n      värde: 1000\n", "från_år", "hör bara till slag: varje år"),
    target(
        "      slag: varje år\n      från_år: 2024\n      värde: 1000\n", "från_år", "kommer efter det sista", down=1
    ),
    target("      slag: varje år\n      från_år: 2021\n", "värde", "ange värde, eller både lägst och högst", down=-1),
    target("      värde: 1000\n      utgångsvärde:\n        år: 2020\n", "år", "både år och värde", down=2),
    target("      slag: förbättring\n      värde: 1000\n", "värde", "en förbättring har inget värde", down=1),
    relative("", "jämfört_med", "säger vad det jämförs med", -1),
    target("      värde: 1000\n      jämfört_med: riket\n", "jämfört_med", "hör bara till slag: jämförelse", down=1),
    target("      värde: 1000\n      ska_vara_bättre: ja\n", "jämfört_med", "hör bara till slag: jämförelse", down=-1),
    relative("      jämfört_med: riket\n      lägst: 1\n", "lägst", "ett målvärde som är ett intervall", 2),
    relative("      jämfört_med: grannen\n", "jämfört_med", "riket, gruppens median", 1),
    relative("      jämfört_med: gruppens median\n", "grupp", "ange grupp när det jämförs med en grupp", -1),
    relative("      jämfört_med: riket\n      grupp: grannar\n", "grupp", "ange grupp när det jämförs med en grupp", 2),
    relative("      jämfört_med: gruppens median\n      grupp: x\n", "grupp", "planens jämförelsegrupper", 2),
    relative("      jämfört_med: de bästa i landet\n", "värde", "hur många procent av de bästa", -1),
    relative("      jämfört_med: de bästa i landet\n      värde: 101\n", "värde", "hur många procent", 2),
]
SIDES_OF_TARGET = [
    yaml(
        "  riktning: ingen\n",
        "  riktning: ingen\n  målvärden:\n    - år: 2023\n      slag: jämförelse\n      jämfört_med: riket\n",
        "slag",
        "saknar riktning",
        down=3,
    ),
    yaml(
        "  riktning: ingen\n",
        "  riktning: högre\n  målvärden:\n    - år: 2023\n      slag: förbättring\n",
        "slag",
        "behöver ett utgångsvärde",
        down=3,
    ),
    yaml(
        "  riktning: ingen\n",
        "  riktning: högre\n  målvärden:\n    - år: 2023\n      värde: 1\n      gäller: kvinnor\n",
        "gäller",
        "redovisas inte för kvinnor och män",
        down=4,
    ),
    yaml(
        "  riktning: ingen\n",
        "  riktning: högre\n  per_kön: ja\n  målvärden:\n    - år: 2023\n      värde: -2\n      gäller: skillnad\n",
        "värde",
        "kan inte vara negativ",
        down=4,
    ),
    yaml(
        "  riktning: ingen\n",
        "  riktning: högre\n  per_kön: ja\n  målvärden:\n    - år: 2023\n"
        "      lägst: 0\n      högst: 2\n      gäller: skillnad\n",
        "lägst",
        "bara ett högsta värde",
        down=4,
    ),
    yaml(
        "  riktning: ingen\n",
        "  riktning: högre\n  per_kön: ja\n  målvärden:\n    - år: 2023\n      slag: jämförelse\n"
        "      jämfört_med: de bästa i landet\n      värde: 25\n      gäller: kvinnor\n",
        "jämfört_med",
        "finns bara totaler",
        down=5,
    ),
    yaml(
        "år: 2023\n      värde: 1000\n",
        "år: 2019\n      slag: förbättring\n",
        "år",
        "utgångsår 2019 ligger inte före",
        down=0,
    ),
]
REPEATED = [
    yaml("adress: skolan", "adress: kansliet", "adress", "står redan på rad", file="plan.yaml"),
    yaml("adress: fukt", "adress: invanare", "adress", "står redan på rad"),
    yaml("adress: bostadsplanen", "adress: broschyren", "adress", "står redan", file="perioder.yaml"),
    yaml("adress: vision-2040", "adress: vision-2030", "adress", "står redan på rad 1", file="visioner.yaml"),
    yaml("läge: förslag", "läge: antagen", "läge", "bara en vision i taget", file="visioner.yaml"),
    yaml("första_år: 2016", "första_år: 2020", "första_år", "en period som börjar", file="perioder.yaml"),
    yaml("från: 2024", "från: 2023", "från", "redan förlängd", file="perioder.yaml"),
    yaml("nummer: 2", "nummer: 1", "nummer", "samma nummer", file="perioder.yaml"),
    yaml("indikator: fukt", "indikator: invanare", "indikator", "redan kopplad", file="perioder.yaml"),
    yaml("värde: 1000", "värde: ska öka", "värde", "skriv slag: förbättring och utgångsvärde"),
    yaml("värde: 1000", "värde: bättre än riket", "värde", "skriv slag: jämförelse och jämfört_med: riket"),
    yaml("värde: 1000", "värde: minst 95 varje år", "värde", "skriv slag: varje år och från_år"),
    yaml("värde: 1000", "värde: många", "värde", "skriv ett tal"),
    yaml("år: 2025", "år: 2023", "år", "redan ett målvärde"),
    yaml("seriebrott:\n", "seriebrott:\n    - år: 2018\n      vad: A\n", "år", "redan ett seriebrott", down=3),
    yaml("  mått: steg", "  kolada_id: N01951\n  mått: steg", "kolada_id", "samma Kolada-id"),
    row("9997,Granninge", "9998,Granninge", "kod", "står redan på rad 5", file="kommuner.csv", down=1),
    row("2019,M,450", "2019,K,450", "kon", "samma indikator, kommun, år och kön"),
]
TABLES = [
    row("indikator,kommun_kod", "indikatorn,kommun_kod", "", "första raden ska vara indikator,kommun_kod,ar"),
    row(
        "namn,slag,lan\n0000,Riket,riket,", "namn,slag\n0000,Riket,riket", "", "kod,namn,slag,lan", file="kommuner.csv"
    ),
    row("kod,namn,slag,lan", "kod;namn;slag;lan", "", "semikolon", file="kommuner.csv"),
    row("9997,Granninge,kommun,Provlän", "9997,Granninge", "", "har 2 kolumner, den ska ha 4", file="kommuner.csv"),
    row("Riket,riket,", "Riket,riket,,", "", "har 5 kolumner, den ska ha 4", file="kommuner.csv"),
    row("9997,Granninge", '9997,"Gran"ninge', "", "citattecknen", file="kommuner.csv"),
    row("9998,Provinge", '9998,"Provinge', "", "citattecknen", file="kommuner.csv"),
    row("9997,Granninge", "9997,Gran\x00ninge", "", "U+0000", file="kommuner.csv"),
    row("2020,T,-1.25", '2020,T,"-1,25"', "varde", "skriv decimalpunkt"),
    row("2020,T,-1.25", "2020,T,1E5", "varde", "skriv ett tal"),
    row("2020,T,-1.25", "2020,T,0.12345678901", "varde", "högst 10 decimaler"),
    row("2020,T,-1.25", "0,T,-1.25", "ar", "1900"),
    row("2024-01-01", "2024-02-30", "hamtad", "finns inte i kalendern"),
    row("0,ja,,,SCB", "0,kanske,,,SCB", "preliminar", "skriv ja eller nej"),
    row("0,ja,,,SCB", "0,ja,,,", "kalla", "måste anges"),
]


def statement(old, new, field, reason, *, down=0):
    return Case("tillganglighet.yaml", old, new, field, reason, down)


STATEMENT = [
    statement("förenlighet: delvis förenlig", "förenlighet: delvis", "förenlighet", "bland orden helt förenlig"),
    statement("förenlighet: delvis förenlig", "förenlighet: helt förenlig", "förenlighet", "en står på rad 9"),
    statement("bedömd: 2024-01-15", "bedömd: 2024-02-02", "uppdaterad", "inte vara uppdaterad före", down=1),
    statement("uppdaterad: 2024-02-01", "uppdaterad: 2199-01-01", "uppdaterad", "Dagen har inte kommit än"),
    statement("metod: Granskad av någon utifrån.\n", "", "metod", "värdet saknas och måste anges", down=-4),
    statement("wcag: 1.4.3", "wcag: 1.4.14", "wcag", "finns inte i WCAG 2.2"),
    statement("wcag: 1.4.3", "wcag: 1.4", "wcag", "finns inte i WCAG 2.2"),
    statement("wcag: 1.4.3", "wcag: 4.1.1.", "wcag", "finns inte i WCAG 2.2"),
    statement("problem: med nedsatt syn", "problem: utan känsel", "problem", "finns inte bland orden utan synförmåga"),
    statement("    motivering: De är tusen och läses av ingen.\n", "", "motivering", "måste motiveras (12 §)", down=-5),
    statement("adress: gamla-filer", "adress: svart-pa-svart", "adress", "samma står redan på rad 9"),
    statement("  - adress: svart-pa-svart\n    problem", "  - problem", "adress", "värdet saknas och måste anges"),
    statement("brister:\n  - adress: svart-pa-svart\n", "brist:\n  - adress: svart-pa-svart\n", "brist", "”brister”?"),
]
CORRECTION = 'invanare,9998,2019,T,899,,900,,"Fel, och rättat.",2021-03-04T10:00:00+00:00'
ASSESSED, ADOPTED, CORRECTED = "bedomningar.yaml", "arsuppfoljningar.yaml", "rattelser.csv"
FOLLOW_UP = [
    Case(ASSESSED, "prognos: delvis på väg", "bedömning: delvis uppnått", "bedömning", "delåret har en prognos"),
    Case(ASSESSED, "bedömning: delvis uppnått", "prognos: på väg", "prognos", "helåret har en bedömning"),
    Case(ASSESSED, "  bedömning: delvis uppnått\n", "", "bedömning", "säger om målet är uppnått", -2),
    Case(ASSESSED, "  resultat: Det byggdes.\n  analys: Fler ville bygga.\n", "", "resultat", "eller analys", -3),
    Case(ASSESSED, "  bedömd: 2022-02-01\n", "", "bedömd", "vem som har bedömt och när", -8),
    Case(ASSESSED, "  uppföljning: delår\n  prognos: delvis på väg\n", "", "uppföljning", "redan en bedömning", 1),
    Case("samlade-bedomningar.yaml", "  bedömd: 2021-09-20\n", "", "bedömd", "när den gjordes", -4),
    Case(
        "samlade-bedomningar.yaml",
        "  läge: godkänd\n",
        "\n- år: 2021\n  uppföljning: delår\n  text: Igen.\n  ansvarig: Styrelsen\n",
        "uppföljning",
        "redan en samlad bedömning",
        2,
    ),
    Case(ADOPTED, "  skäl: Rättad.\n", "", "skäl", "en ny version har ett skäl", -4),
    Case(ADOPTED, "kontrollsumma:", "kontrollsumma: abc  #", "kontrollsumma", "ögonblicksbilden har ändrats"),
    Case(ADOPTED, "+00:00'", "'", "fastställd", "skriv tidpunkt med tidszon"),
    Case(ADOPTED, "2022-05-02T09:30:00+00:00", "i går", "fastställd", "skriv tidpunkt med tidszon"),
    Case(
        ADOPTED,
        "- år: 2021\n",
        "- år: 2021\n  version: 2\n  beslut: kf-2020\n\n- år: 2021\n",
        "version",
        "samma version",
        5,
    ),
    Case(CORRECTED, "T,899,,900,,", "T,899,,899,,", "varde_efter", "ändrar värdet"),
    Case(CORRECTED, "T,899,,900,,", "T,,,900,,", "varde_fore", "antingen ett värde eller en orsak"),
    Case(CORRECTED, "T,899,,900,,", "T,899,,,,", "varde_efter", "antingen ett värde eller en orsak"),
    Case(CORRECTED, '"Fel, och rättat."', "", "varfor", "värdet saknas och måste anges"),
    Case(CORRECTED, CORRECTION, f"{CORRECTION}\n{CORRECTION}", "rattat", "samma rättelse", 1),
]
REFERENCES_AND_SOURCES = [
    yaml(
        "    - år: 2025\n      värde: 960\n      namn: Länets mål",
        "    - år: 2024\n      värde: 960\n      namn: Nationellt mål",
        "namn",
        "en referenslinje med det namnet",
        down=2,
    ),
    yaml("      värde: 950.5\n", "", "värde", "värdet saknas och måste anges", down=-1),
    yaml("  - namn: Provinge\n    om", "  - namn: SCB\n    om", "namn", "samma står redan på rad", file="plan.yaml"),
]
COUNTRY = "alla-kommuner.csv"
NATIONAL = [
    Case(COUNTRY, "invanare,2019", "okand,2019", "indikator", "finns inte bland planens indikatorer"),
    Case(COUNTRY, "invanare,2021", "invanare,2019", "ar", "samma indikator och år står redan på rad 2"),
    Case(COUNTRY, "invanare,2021", "invanare,1899", "ar", "1900"),
    Case(COUNTRY, "100000.25", '"100000,25"', "9996", "skriv decimalpunkt"),
    Case(COUNTRY, "100000.25", "..", "9996", "skriv ett tal"),
    Case(COUNTRY, "-1.0000000001", "-1.00000000011", "9996", "högst 10 decimaler"),
    Case(COUNTRY, ",9996", ",9994", "9994", "koden finns inte i kommuner.csv"),
    Case(COUNTRY, ",9996", ",9998", "9998", "kommunens egna värden står i utfall.csv"),
    Case(COUNTRY, ",9996", ",0000", "0000", "kolumnen är ingen kommuns"),
    Case(COUNTRY, ",9995,9996", ",9996,9996", "9996", "kolumnen står två gånger"),
    Case(COUNTRY, "indikator,ar,kalla,", "indikator,ar,", "", "och sedan kommunernas koder"),
    Case(COUNTRY, ",,100000.25", ",100000.25", "", "raden har 7 kolumner, den ska ha 8"),
    Case(COUNTRY, "2019,SCB", "2019,", "kalla", "värdet saknas och måste anges"),
    Case("utfall.csv", "nasta_varde,lage", "nasta_varde,lage,9997", "", "första raden ska vara"),
]
CASES = (
    NUMBERS
    + YEARS
    + DAYS
    + WORDS
    + TEXTS
    + KEYS
    + LIMITS
    + SYNTAX
    + REFERENCES
    + RULES
    + KINDS_OF_TARGET
    + SIDES_OF_TARGET
    + REPEATED
    + TABLES
    + STATEMENT
    + FOLLOW_UP
    + NATIONAL
    + REFERENCES_AND_SOURCES
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.field or case.file}: {case.new!a:.30}")
def test_a_fault_is_found_where_it_stands(small_plan, case):
    line = small_plan.change(case.file, case.old, case.new) + case.down

    faults = faults_of(small_plan)

    found = [fault for fault in faults if (fault.file, fault.line, fault.field) == (case.file, line, case.field)]
    assert [fault for fault in found if case.reason in fault.reason], "\n".join(map(str, faults))


def test_a_folder_that_does_not_exist_is_said(tmp_path):
    with pytest.raises(PlanFault) as caught:
        read_folder(tmp_path / "saknas")

    assert caught.value.faults[0].reason == "mappen finns inte"


def test_every_missing_file_is_named(tmp_path):
    with pytest.raises(PlanFault) as caught:
        read_folder(tmp_path)

    assert caught.value.faults == sorted(FileFault(file, 0, "", "filen saknas") for file in ALL_FILES)


@pytest.mark.parametrize("file", ALL_FILES)
def test_one_missing_file_is_not_held_against_the_others(small_plan, file):
    (small_plan.path / file).unlink()

    assert faults_of(small_plan) == [FileFault(file, 0, "", "filen saknas")]


@pytest.mark.parametrize("file", ALL_FILES)
def test_a_file_that_is_not_utf_8_says_which_line(small_plan, file):
    text = small_plan.text(file)
    (small_plan.path / file).write_bytes(f"{text}å\n".encode("latin-1", "replace"))
    first = next(n for n, line in enumerate(f"{text}å\n".split("\n"), 1) if not line.isascii())

    assert faults_of(small_plan) == [
        FileFault(file, first, "", "filen är inte UTF-8; spara om den som UTF-8 (i Excel: CSV UTF-8)")
    ]


def test_a_file_larger_than_20_mb_is_not_read(small_plan):
    with (small_plan.path / "utfall.csv").open("ab") as file:
        file.truncate(MAX_FILE_BYTES + 1)

    assert faults_of(small_plan) == [FileFault("utfall.csv", 0, "", "filen är större än 20 MB")]


def test_a_folder_in_the_place_of_a_file_is_a_missing_file(small_plan):
    (small_plan.path / "beslut.yaml").unlink()
    (small_plan.path / "beslut.yaml").mkdir()

    assert faults_of(small_plan) == [FileFault("beslut.yaml", 0, "", "filen saknas")]


@pytest.mark.parametrize("text", ["", "# bara en kommentar\n", "[]\n"])
def test_a_plan_without_decisions_has_an_empty_file(small_plan, text):
    small_plan.drop_follow_up()
    for file in ("visioner.yaml", "perioder.yaml", "beslut.yaml", "indikatorer.yaml"):
        small_plan.write(file, text)
    small_plan.write("utfall.csv", small_plan.text("utfall.csv").splitlines()[0])

    plan = read_folder(small_plan.path)

    assert not plan.of(INDICATOR)
    assert len(list(plan.of(UNIT))) == 2


@pytest.mark.parametrize("text", ["text", "- a", "portal: nej"])
def test_a_plan_file_without_its_keys_is_a_fault(small_plan, text):
    small_plan.write("plan.yaml", text)

    assert {fault.file for fault in faults_of(small_plan)} >= {"plan.yaml"}


def test_a_byte_order_mark_and_windows_line_ends_are_read(small_plan):
    before = read_folder(small_plan.path)
    for file in ALL_FILES:
        text = small_plan.text(file).replace("\n", "\r\n")
        (small_plan.path / file).write_bytes(b"\xef\xbb\xbf" + text.encode())

    after = read_folder(small_plan.path)

    assert {k: [r.values for r in rs] for k, rs in after.records.items()} == {
        k: [r.values for r in rs] for k, rs in before.records.items()
    }


def test_a_folder_may_be_without_a_statement_of_accessibility(small_plan):
    (small_plan.path / "tillganglighet.yaml").unlink()

    plan = read_folder(small_plan.path)

    assert set(KINDS) - set(plan.records) == {planformat.STATEMENT, planformat.GAP}


def test_a_folder_may_be_without_anything_that_follows_up(small_plan):
    for file in (*planformat.OPTIONAL_LISTS, *planformat.OPTIONAL_TABLES):
        (small_plan.path / file).unlink()

    plan = read_folder(small_plan.path)

    assert set(KINDS) - set(plan.records) == {*planformat.OPTIONAL_LISTS.values(), *planformat.OPTIONAL_TABLES.values()}


def test_an_adopted_year_without_its_snapshot_is_a_fault(small_plan):
    (small_plan.path / "uppfoljning-2021-2.json").unlink()

    assert [(fault.file, fault.reason) for fault in faults_of(small_plan)] == [
        ("uppfoljning-2021-2.json", "filen saknas")
    ]


def test_a_snapshot_of_another_year_is_a_fault(small_plan):
    before = small_plan.text("uppfoljning-2021-2.json")
    after = before.replace('"year":2021', '"year":2022')
    small_plan.write("uppfoljning-2021-2.json", after)
    small_plan.change("arsuppfoljningar.yaml", checksum(before.encode()), checksum(after.encode()))

    assert "ögonblicksbilden gäller helår 2022" in faults_of(small_plan)[0].reason


@pytest.mark.parametrize("text", ["", "- adress: x\n", "delvis förenlig\n"])
def test_a_statement_without_its_keys_is_a_fault(small_plan, text):
    small_plan.write("tillganglighet.yaml", text)

    assert [fault.file for fault in faults_of(small_plan)] == ["tillganglighet.yaml"]


def test_a_linked_folder_and_a_linked_file_are_read(small_plan, tmp_path):
    moved = (small_plan.path / "utfall.csv").rename(tmp_path / "annanstans.csv")
    (small_plan.path / "utfall.csv").symlink_to(moved)
    (tmp_path / "genväg").symlink_to(small_plan.path)

    assert len(list(read_folder(tmp_path / "genväg").of(OUTCOME))) == 7


def test_all_faults_come_at_once_in_reading_order(small_plan):
    small_plan.change("utfall.csv", "2020,T,-1.25", "2020,T,x")
    small_plan.change("indikatorer.yaml", "tolerans: 0.5", "tolerans: x")
    small_plan.change("indikatorer.yaml", "band: 25", "band: x")
    small_plan.change("beslut.yaml", "2020-06-15", "2020-06-31")

    faults = faults_of(small_plan)

    assert [(fault.file, fault.field) for fault in faults] == [
        ("beslut.yaml", "datum"),
        ("indikatorer.yaml", "tolerans"),
        ("indikatorer.yaml", "band"),
        ("utfall.csv", "varde"),
    ]


def test_the_list_of_faults_stops_at_fifty(small_plan):
    bad = "".join(f"invanare,9998,{year},T,x,nej,,,SCB,,,egen uppgift,,utkast\n" for year in range(1900, 1970))
    small_plan.write("utfall.csv", small_plan.text("utfall.csv") + bad)

    with pytest.raises(PlanFault) as caught:
        read_folder(small_plan.path)

    lines = str(caught.value).splitlines()
    assert lines[0] == "Planen lästes inte in och inget ändrades. 70 fel:"
    assert len(lines) == SHOWN + 2
    assert lines[-1] == "  … och 20 fel till."


def test_fault_in_a_file_raises_none_about_its_rows_elsewhere(small_plan):
    small_plan.change("indikatorer.yaml", "namn: Invånare", "namn: 'Invånare")

    assert {fault.file for fault in faults_of(small_plan)} == {"indikatorer.yaml"}


def test_an_alias_bomb_is_refused_at_its_first_anchor(small_plan):
    bomb = "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9))
    small_plan.write("plan.yaml", "a: &a [x]\n" + bomb)

    faults = faults_of(small_plan)

    assert (faults[0].line, faults[0].reason.split(" ")[0]) == (1, "ankare")


def test_a_text_that_looks_like_something_else_is_a_text(small_plan):
    typed = ["1060", "1e3", "yes", "2020-01-01", "0x1F", "12:30:45", ".5"]
    steps = "\n".join(f"    - {text}" for text in typed)
    small_plan.change("indikatorer.yaml", "    - Inga", steps)

    fukt = list(read_folder(small_plan.path).of(INDICATOR))[1]

    assert fukt.values["categories"] == [*typed, "Nej", "2"]


def test_an_answer_left_out_is_the_models_own(small_plan):
    fukt = list(read_folder(small_plan.path).of(INDICATOR))[1]

    for name, (_, field) in INDICATOR.fields.items():
        if name not in {"slug", "name", "measure", "categories", "direction", "baseline_note"}:
            assert fukt.values[name] == field.get_default()


CONSTRAINTS = {
    "vision_one_adopted": "bara en vision i taget",
    "period_forwards": "före det första",
    "period_first_year_once": "en period som börjar",
    "extension_forwards": "bara gå framåt",
    "extension_once": "redan förlängd",
    "goal_number_once_per_area": "samma nummer",
    "link_once": "redan kopplad",
    "indicator_kolada_id_once": "samma Kolada-id",
    "indicator_baseline_whole": "inget år",
    "indicator_tolerance_not_negative": "inte vara negativt",
    "indicator_trend_band_not_negative": "inte vara negativt",
    "indicator_comparison_margin_not_negative": "inte vara negativt",
    "indicator_limits_in_order": "större än det högsta",
    "indicator_direction_known": "högre, lägre, intervall, ingen",
    "outcome_once_per_year_and_sex": "samma indikator, kommun, år och kön",
    "outcome_value_or_reason": "varken värde eller saknas_orsak",
    "outcome_year_sane": "1900",
    "outcome_sex_known": "T, K, M",
    "national_year_once": "samma indikator och år",
    "reference_line_once": "en referenslinje med det namnet",
    "target_once_per_year_and_scope": "redan ett målvärde",
    "target_value_or_range": "större än högst",
    "target_range_stands_alone": "ett målvärde som är ett intervall",
    "target_change_has_no_value": "en förbättring har inget värde",
    "target_standard_has_first_year": "har ett första år",
    "target_start_whole": "både år och värde",
    "target_reference_of_relative": "säger vad det jämförs med",
    "target_group_of_reference": "ange grupp när det jämförs med en grupp",
    "target_share_of_the_best": "hur många procent av de bästa",
    "break_once_per_year": "redan ett seriebrott",
    "statement_updated_after_assessed": "inte vara uppdaterad före",
    "gap_burden_has_motivation": "måste motiveras (12 §)",
    "assessment_once_per_goal_and_round": "redan en bedömning",
    "assessment_verdict_or_forecast": "delåret har en prognos",
    "assessment_approved_is_whole": "eller analys",
    "assessment_approved_has_verdict": "säger om målet är uppnått",
    "overall_once_per_round": "redan en samlad bedömning",
    "overall_approved_has_day": "när den gjordes",
    "summary_once_per_version": "samma version",
    "summary_new_version_has_reason": "en ny version har ett skäl",
    "summary_is_whole": "ögonblicksbilden har ändrats",
    "correction_once_per_moment": "samma rättelse",
    "correction_old_value_or_reason": "antingen ett värde eller en orsak",
    "correction_new_value_or_reason": "antingen ett värde eller en orsak",
    "correction_has_reason": "värdet saknas och måste anges",
    "correction_changes_something": "ändrar värdet",
}
NOT_TELLABLE = {"portal_only_one", "statement_only_one"}  # a folder has one file for each, with one row


def test_every_rule_of_the_database_is_a_fault_of_the_reader():
    rules = {constraint.name for kind in KINDS for constraint in meta(kind.model).constraints}

    assert rules == CONSTRAINTS.keys() | NOT_TELLABLE
    assert {said for said in CONSTRAINTS.values() if not any(said in case.reason for case in CASES)} == set()


def test_every_field_of_the_models_has_a_key():
    own = {"id", "position", "logo", "singleton", "published_at", "snapshot", "frozen_by", "corrected_by", "values"}
    parents = {"period", "goal", "indicator", "focus_area", "statement"}
    for kind in KINDS:
        fields = {f.name for f in [*meta(kind.model).concrete_fields, *meta(kind.model).many_to_many]}
        through = {f.name for f in meta(kind.model).many_to_many if not f.remote_field.through._meta.auto_created}

        assert fields - own - through - parents <= kind.fields.keys(), kind.one


def test_every_kind_of_row_has_a_place_in_the_folder(small_plan):
    plan = read_folder(small_plan.path)

    assert set(plan.records) == set(KINDS)
    assert set(PLAN_LISTS.values()) <= set(KINDS)
    assert all(issubclass(kind.model, models.Model) for kind in KINDS)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("9997,2019,T,800.5,", "9997,2019,T,90000,"),  # another municipality's
        ("9998,2021,T,0,", "9998,2021,T,-90,"),  # a draft is held by the limits when it is sent in
    ],
)
def test_a_limit_is_about_the_own_published_values(small_plan, old, new):
    small_plan.change("utfall.csv", old, new)

    assert read_folder(small_plan.path)


def test_a_limit_that_nobody_has_written_gives_way(small_plan):
    small_plan.change("indikatorer.yaml", "  lägsta_möjliga: -5\n", "")
    small_plan.change("utfall.csv", "9998,2019,T,900,", "9998,2019,T,-900,")

    assert read_folder(small_plan.path)
