"""A small plan with every key of the format once, in canonical form, and a way to spoil it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from goals.year.canonical import FORMAT, checksum, to_canonical
from goals.year.content import Adoption, DecisionFact, Spread, YearSummary

SNAPSHOT = to_canonical(
    YearSummary(
        format=FORMAT,
        year=2021,
        round="whole",
        round_word="Helår",
        municipality="Provinge kommun",
        short_name="Provinge",
        portal="Mål och resultat",
        is_example=True,
        vision_title="Framåt, Provinge!",
        vision="Provinge växer.",
        period_name="2020–2023",
        period_slug="2020-2023",
        period_sentence="Målen beslutades för 2020–2023.",
        extension_sentence="",
        sentence="Inga mål är inlagda.",
        rulings=(),
        goal_count=0,
        indicator_count=0,
        measured_count=0,
        measured_sentence="Målen har inga indikatorer.",
        spread=Spread((), 0, ""),
        overall=None,
        areas=(),
        unknowns=(),
        criticism=(),
        adoption=Adoption(2, "Rättad.", date(2022, 5, 2), DecisionFact("Kommunfullmäktige", "Mål", None, "", "", "")),
    )
).decode()

PLAN = {
    "plan.yaml": """\
format: 1

portal:
  kommun: '9998'
  namn: Mål och resultat
  underrubrik: Så går det
  fullständigt_namn: Provinge kommun
  kort_namn: Provinge
  organisationsnummer: 000000-0000
  exempeldata: ja
  färgton: skog
  kontakt:
    enhet: Kansliet
    besöksadress: Torget 1, Provinge
    e_post: kansliet@provinge.example
    telefon: 000-00 00 00
  webbplats: https://provinge.example/
  upplysning: Ingen har granskat det här.
  om: |-
    Första stycket.

    Andra stycket: med kolon.
  publicerad: 2024-01-02
  uppdaterad: 2024-02-29
  fyra_ögon: nej

enheter:
  - adress: kansliet
    namn: Kansliet
  - adress: skolan
    namn: Skolförvaltningen

jämförelsegrupper:
  - adress: grannar
    namn: Kommunerna runt Provinge
    kort_namn: Grannar
    år: 2024
    källa: Provinge
    länk: https://provinge.example/grannar
    kommuner:
      - '9997'
      - '9998'

källor:
  - namn: SCB
    om: Hämtat ur statistikdatabasen.
  - namn: Provinge
    om: Räknat i kommunen.

dokument:
  - adress: broschyren
    rubrik: Broschyren om planen
""",
    "beslut.yaml": """\
- adress: kf-2020
  beslutande: Kommunfullmäktige
  rubrik: Mål för Provinge
  datum: 2020-06-15
  paragraf: § 12
  diarienummer: KS 2020/1
  länk: https://provinge.example/kf-2020
  anmärkning: Antaget enhälligt.

- adress: kf-oviss
  beslutande: Kommunfullmäktige
  rubrik: Beslut utan känt datum
""",
    "visioner.yaml": """\
- adress: vision-2030
  rubrik: Framåt, Provinge!
  vision: Provinge växer.
  text: Vi bygger.
  läge: antagen
  beslut: kf-2020
  tal: invanare
  länk: https://provinge.example/vision
  anmärkning: Gäller tills vidare.
  publicerad: 2020-07-01
  uppdaterad: 2020-07-02

- adress: vision-2040
  rubrik: Ännu längre
  vision: Provinge blomstrar.
  läge: förslag
""",
    "perioder.yaml": """\
- adress: 2020-2023
  första_år: 2020
  sista_år: 2023
  vision: vision-2030
  beslut: kf-2020
  text: Målen för perioden.
  länk: https://provinge.example/mal
  förlängningar:
    - från: 2023
      till: 2024
      skäl: Ny vision på väg.
      beslut: kf-2020
    - från: 2024
      till: 2025
      skäl: Fortfarande på väg.
  dokument:
    - adress: maldokumentet
      rubrik: Måldokumentet
      länk: https://provinge.example/mal.pdf
      format: Pdf, 1,1 MB
      anmärkning: Inskannat.
  inriktningar:
    - adress: bygga
      namn: Bygga
      underrubrik: hem åt alla
      färgton: tegel
      text: Här bygger vi.
      mål:
        - adress: fler-bostader
          nummer: 1
          mål: Det ska finnas fler bostäder
          text: Överallt.
          enhet: kansliet
          fortsätter: gamla-bostader
          vet_inte: Hur många som söker bostad.
          indikatorer:
            - indikator: invanare
              slag: beslutad
            - indikator: fukt
              slag: närliggande
              anmärkning: Säger något om bostäderna.
          dokument:
            - adress: bostadsplanen
              rubrik: Bostadsplanen
        - adress: battre-bostader
          nummer: 2
          mål: Bostäderna ska bli bättre

- adress: 2016-2019
  första_år: 2016
  sista_år: 2019
  inriktningar:
    - adress: bygga-forr
      namn: Bygga
      färgton: järn
      mål:
        - adress: gamla-bostader
          nummer: 1
          mål: Det ska byggas
""",
    "indikatorer.yaml": """\
- adress: invanare
  namn: Invånare
  officiell_rubrik: Invånare totalt, antal
  definition: Antal invånare den 31 december.
  kolada_id: N01951
  mått: antal
  enhet_text: invånare
  decimaler: 0
  riktning: högre
  tolerans: 0.5
  band: 25
  längsta_ålder: 3
  intervall: 2
  upprepas: ja
  lägsta_möjliga: -5
  högsta_möjliga: 20000
  utgångsvärde:
    år: 2019
    värde: 900
    anmärkning: Året före perioden.
  per_kön: ja
  enhet: kansliet
  att_tänka_på: Räknas den 31 december.
  nästa_publicering: 2025-02-20
  visas: nej
  målvärden:
    - år: 2023
      värde: 1000
      beslut: kf-2020
    - år: 2025
      lägst: 1000
      högst: 1100.25
      läsning: ja
      anmärkning: Läst ur visionen.
  seriebrott:
    - år: 2018
      vad: Ny folkräkning.
      länk: https://provinge.example/brott
  referenslinjer:
    - år: 2024
      värde: 950.5
      namn: Nationellt mål
      källa: Regeringen
      länk: https://provinge.example/riket
    - år: 2025
      värde: 960
      namn: Länets mål
      källa: Länsstyrelsen

- adress: fukt
  namn: Fukt i bostäder
  mått: steg
  steg:
    - Inga
    - Nej
    - '2'
  riktning: ingen
  utgångsvärde:
    anmärkning: Ingen mätte före 2020.
""",
    "kommuner.csv": """\
kod,namn,slag,lan
0000,Riket,riket,
9995,Avlägse,kommun,Annat län
9996,Bortom,kommun,Annat län
9997,Granninge,kommun,Provlän
9998,Provinge,kommun,Provlän
""",
    "utfall.csv": """\
indikator,kommun_kod,ar,kon,varde,preliminar,saknas_orsak,kommentar,kalla,kalla_url,hamtad,ursprung,nasta_varde,lage
invanare,9997,2019,T,800.5,nej,,,SCB,https://provinge.example/scb,2024-01-01,nationell källa,,publicerat
invanare,9998,2019,T,900,nej,,"Ett, två
och tre.",SCB,,,egen uppgift,,publicerat
invanare,9998,2019,K,450,nej,,,SCB,,,egen uppgift,,publicerat
invanare,9998,2019,M,450,nej,,,SCB,,,egen uppgift,,publicerat
invanare,9998,2020,T,,nej,inte publicerat än,,SCB,,,egen uppgift,2025-03-01,publicerat
invanare,9998,2021,T,0,ja,,,SCB,,,egen bearbetning,,utkast
fukt,9998,2020,T,-1.25,nej,,,Provinge,,,egen uppgift,,utkast
""",
    "alla-kommuner.csv": """\
indikator,ar,kalla,kalla_url,hamtad,ursprung,9995,9996
invanare,2019,SCB,https://provinge.example/alla,2024-01-01,nationell källa,,100000.25
invanare,2021,SCB,,,egen bearbetning,0,-1.0000000001
""",
    "tillganglighet.yaml": """\
förenlighet: delvis förenlig
bedömning: oberoende granskning
bedömd: 2024-01-15
uppdaterad: 2024-02-01
metod: Granskad av någon utifrån.
svarstid: inom två arbetsdagar
anmärkning: Gäller hela portalen.
brister:
  - adress: svart-pa-svart
    problem: med nedsatt syn
    wcag: 1.4.3
    beskrivning: En rubrik har för svag kontrast.
    skäl: brist
    åtgärdas: 2025-06-30
  - adress: gamla-filer
    problem: utan synförmåga
    wcag: 1.3.1
    beskrivning: Protokoll från 1900-talet är bilder.
    skäl: oskäligt betungande
    motivering: De är tusen och läses av ingen.
""",
    "bedomningar.yaml": """\
- mål: fler-bostader
  år: 2021
  uppföljning: delår
  prognos: delvis på väg

- mål: fler-bostader
  år: 2021
  bedömning: delvis uppnått
  resultat: Det byggdes.
  analys: Fler ville bygga.
  nästa_steg: Bygg mer.
  avvikelse: Fukten mäts inte.
  ansvarig: Byggnadsnämnden
  bedömd: 2022-02-01
  läge: godkänd
""",
    "samlade-bedomningar.yaml": """\
- år: 2021
  uppföljning: delår
  text: Det går framåt.
  ansvarig: Kommunstyrelsen
  bedömd: 2021-09-20
  läge: godkänd
""",
    "arsuppfoljningar.yaml": f"""\
- år: 2021
  version: 2
  beslut: kf-2020
  fastställd: '2022-05-02T09:30:00+00:00'
  skäl: Rättad.
  kontrollsumma: {checksum(SNAPSHOT.encode())}
""",
    "uppfoljning-2021-2.json": SNAPSHOT,
    "rattelser.csv": """\
indikator,kommun_kod,ar,kon,varde_fore,orsak_fore,varde_efter,orsak_efter,varfor,rattat
invanare,9998,2019,T,899,,900,,"Fel, och rättat.",2021-03-04T10:00:00+00:00
""",
    "logotyp.svg": """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">
  <path fill="#123" d="M0 0h8v8H0z"/>
</svg>
""",
}


@dataclass(frozen=True)
class Folder:
    """A plan folder of the test's own."""

    path: Path

    def line(self, file, text):
        """Return the number of the first line that holds a text."""
        before, found, _ = self.text(file).partition(text)
        assert found, f"{text!r} finns inte i {file}"
        return before.count("\n") + 1

    def text(self, file):
        return (self.path / file).read_text(encoding="utf-8")

    def write(self, file, text):
        (self.path / file).write_text(text, encoding="utf-8")

    def change(self, file, old, new):
        """Replace the first of a text and return the line where it stood."""
        line = self.line(file, old)
        self.write(file, self.text(file).replace(old, new, 1))
        return line

    def drop_follow_up(self):
        """Take away what leans on goals, decisions and indicators, and that a folder may be without."""
        follow_up = ("bedomningar.yaml", "samlade-bedomningar.yaml", "arsuppfoljningar.yaml", "rattelser.csv")
        for file in (*follow_up, "alla-kommuner.csv"):
            (self.path / file).unlink()

    def everything(self):
        return {path.name: path.read_bytes() for path in self.path.iterdir()}


@pytest.fixture
def small_plan(tmp_path):
    folder = Folder(tmp_path / "provinge")
    folder.path.mkdir()
    for file, text in PLAN.items():
        folder.write(file, text)
    return folder
