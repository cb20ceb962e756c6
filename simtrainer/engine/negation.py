"""Is a finding denied? "Ingen feber, hoste eller tungpust", "har ikke hostet", "smerter: nei".

Hand-written rules for Norwegian (bokmål and nynorsk) nursing notes, after the idea of NegEx
(Chapman et al., J Biomed Inform 2001;34:301-10): words that deny, how far they reach, and what
ends their reach. A denied *act* does not deny its object: "fikk ikke levodopa" speaks of levodopa.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """One word: as written in lower case, its stem, its place, and what stands around it."""

    text: str
    stem: str
    start: int
    end: int
    before: str
    """What stands between it and the word before."""
    after: str = ""
    """What stands behind the last word of the text."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NOT = _set("ikke ikkje aldri")
_NO = _set("ingen inga inkje ingenting intet null uten utan verken korkje hverken fri fritt fravær")
_DENY = _set(
    "benekter benektar nekter nektar avkrefter avkreftar benektet nekta avkreftet avkrefta"
)
_AFTER = _set("nei avkreftet avkrefta negativ negativt benektes benektet uaktuelt utelukket")
_NOT_ONLY = _set("bare berre minst uvanlig sjelden")
"""What turns "ikke" into its opposite: "ikke bare hoste"."""
_BE = _set(
    "har hadde hatt hatte er var vært vore blir ble blei blitt blitt blei vart føler føles føler"
    " kjenner kjennes merker merket virker virket verkar ser så sett sees ses høres høyrest angir"
    " oppgir oppgav oppga opplyser sier seier klager klaget klagar plages plaget plaga finner"
    " fant funnet foreligger ligg ligger tegn teikn påvises påvist observert observeres registrert"
    " målt kan synes syntes fremstår framstår"
)
"""Verbs of being, having and finding: what follows "ikke" is the finding that is denied."""
_ACT = _set(
    "få får fikk fekk fått gi gir gis ga gav gitt gitte gjev gjeve ta tar tok tatt teke tek tas"
    " kvitter kvittert kvitterte kvittere dokumentert bestilt hentet henta ringt ringe ringte"
    " kontaktet kontakta kontakte varslet varsla varsle informert informere snakket snakka snakke"
    " sagt sa skrevet skrive spist svelget svelge sendt sende mottatt vist lest stoppet stoppe"
    " seponert startet starte begynt trukket telt avklart kommet kom kommer tåler tåle tålte vil"
    " ville skal skulle bør burde må måtte ønsker ønsket ønskjer trenger trengte treng klarer"
    " klarte klart hjelper hjalp hjulpet virket bruker brukt brukte glemt glemme gjort"
)
"""Verbs of doing: a denied act does not deny what it is done to."""
_TO = _set(
    "i på hos fra frå ved etter under over bak mellom gjennom mot før siden sidan pga grunnet"
)
"""Prepositions that begin a place, a time or a cause, which is not denied."""
_TO_NOUN = _set("av for med til om")
"""Prepositions that carry on only after a word of signs: "tegn til feber", "plager med hoste"."""
_SIGN = _set(
    "tegn teikn symptom symptomer symptomar mistanke holdepunkt holdepunkter plage plager plaget"
    " plaga problem problemer problemar klage klager klagar klaget form former ytterligere behov"
    " kjent kjente påvist fravær fri fritt"
)
_BUT = _set(
    "men derimot imidlertid likevel fordi derfor altså mens medan selv sjølv unntatt bortsett"
)
_FILL = _set(
    "noe noen noko nokon lenger lengre lenge mer meir nå no nå særlig spesielt så veldig i dag"
    " natt han hun ho hen det de dei vi jeg eg pasienten beboer beboeren heller enn like mye mykje"
)
_PERSON = _set("han hun ho hen det den de dei vi jeg eg man pas pasient pasienten beboer beboeren")
_LINK = _BE | _PERSON | _set("til stede")
"""What may stand between a finding and the "ikke" behind it."""
_IDLE = _FILL | _set("til stede påvist observert")
"""What may stand behind that "ikke"."""
_AGAIN = _set("og eller samt")
_REACH = 8
"""Words that a denial reaches at most."""
_LIST = 3
"""Words of an item in a list: "ingen feber, tung pust eller hoste"."""
_STOP = re.compile(r"[.;!?\n()–•]|\s-\s")
_COMMA = re.compile(r",")
_COLON = re.compile(r":")


def denied(words: Sequence[Token], first: int, last: int) -> bool:
    """Whether words ``first`` up to, not including, ``last`` are denied by what stands around."""
    return _from_before(words, first) or _from_behind(words, first, last)


def _breaks(word: Token) -> bool:
    return bool(_STOP.search(word.before)) or word.text in _BUT


def _from_before(words: Sequence[Token], first: int) -> bool:
    """A word that denies stands before, in the same clause, and reaches here."""
    for cue in range(first - 1, max(-1, first - 1 - 3 * _REACH), -1):
        if _breaks(words[cue + 1]):
            return False
        if _denies(words, cue) and _reaches(words, cue, first):
            return True
    return False


def _denies(words: Sequence[Token], cue: int) -> bool:
    word = words[cue].text
    if word in _NO:
        return not (word == "uten" and _text(words, cue + 1) == "tvil")
    if word in _DENY:
        return True
    if word not in _NOT or _text(words, cue + 1) in _NOT_ONLY:
        return False
    return _is_about_being(words, cue)


def _is_about_being(words: Sequence[Token], cue: int) -> bool:
    """Whether an "ikke" denies what is or was, not what somebody did: "har ikke feber", "ikke
    feber", but not "fikk ikke medisin"."""
    before = cue - 1
    while before >= 0 and words[before].text in _PERSON and not _ends(words[before + 1]):
        before -= 1
    if before < 0 or _ends(words[before + 1]):
        return True
    said = words[before].text
    return said in _BE or said in _AGAIN or said in ("at", "som", "om", "da", "hvis", "dersom")


def _ends(word: Token) -> bool:
    return _breaks(word) or bool(_COMMA.search(word.before)) or bool(_COLON.search(word.before))


def _reaches(words: Sequence[Token], cue: int, target: int) -> bool:
    """Whether the denial at ``cue`` reaches the word ``target``."""
    item, listed = 0, _is_list(words, cue)
    counted = 0
    for at in range(cue + 1, target + 1):
        word = words[at]
        if _COMMA.search(word.before) or _COLON.search(word.before):
            if not listed:
                return False
            item = 0
        if at == target:
            return True
        item, counted = item + 1, counted + 1
        if word.text in _ACT or (word.text in _NO and at > cue + 1):
            return False
        if counted >= _REACH and not listed:
            return False
        if listed and item > _LIST and word.text not in _AGAIN:
            return False
        if _leads_away(words, at):
            return False
        if word.text == "og" and _begins_anew(words, at + 1):
            return False
    return True


def _leads_away(words: Sequence[Token], at: int) -> bool:
    """A preposition after which something else than the finding stands."""
    word, before = words[at].text, _text(words, at - 1)
    if word in _TO:
        # "i dag" and "i natt" are fillers, "tegn på" carries on
        if word == "i" and _text(words, at + 1) in ("dag", "natt", "kveld", "morges", "går"):
            return False
        return not (before in _SIGN or before in _BE)
    return word in _TO_NOUN and before not in _SIGN and before not in _BE


def _begins_anew(words: Sequence[Token], at: int) -> bool:
    """Whether a new statement begins: "ikke feber og hoster mye", "ingen feber og er i form"."""
    word = _text(words, at)
    if word in _BE or word in _ACT or word in _PERSON:
        return True
    return word.endswith("er") and _text(words, at + 1) in _MUCH


_MUCH = _set("mye mykje litt godt bra fint ofte fortsatt fremdeles framleis mer meir også nå opp")


def _is_list(words: Sequence[Token], cue: int) -> bool:
    """Whether the denial begins a list that an "eller" or "og" closes within the sentence."""
    item = 0
    commas = 0
    for at in range(cue + 1, min(len(words), cue + 3 * _REACH)):
        word = words[at]
        if at > cue + 1 and _breaks(word):
            return False
        if _COMMA.search(word.before):
            commas, item = commas + 1, 0
        item += 1
        if word.text == "eller" or (word.text == "og" and not _begins_anew(words, at + 1)):
            return commas > 0
        if item > _LIST:
            return False
    return False


def _from_behind(words: Sequence[Token], first: int, last: int) -> bool:
    """A denial behind: "feber: nei", "smerter har hun ikke", "hoster ikke lenger"."""
    at = last
    if at >= len(words) or _STOP.search(words[at].before):
        return False
    if words[at].text in _AFTER and not _COMMA.search(words[at].before):
        return True
    if _COMMA.search(words[at].before):
        return False
    while at < len(words) and at - last < 4 and words[at].text in _LINK:
        if _ends(words[at]) and at > last:
            return False
        at += 1
    if at >= len(words) or words[at].text not in _NOT or _ends(words[at]):
        return False
    if at == last and first > 0 and words[first - 1].text in _NO:
        return False
    return _closes(words, at + 1)


def _closes(words: Sequence[Token], at: int) -> bool:
    """Whether the clause ends here, but for words that say nothing more."""
    if _text(words, at) in _NOT_ONLY:
        return False
    while at < len(words) and not _ends(words[at]):
        if words[at].text in _AGAIN:
            return True
        if words[at].text not in _IDLE:
            return False
        at += 1
    return True


def _text(words: Sequence[Token], at: int) -> str:
    return words[at].text if 0 <= at < len(words) else ""
