"""Hand-written sentences, as nurses write them: is the concept said, denied, or not there?"""

import pytest

from simtrainer.engine.words import hits, mentions

PAIN = ("smerte", "vondt")
COUGH = ("hoste", "hostet", "hoster")
FEVER = ("feber",)
SPUTUM = ("slim", "oppspytt")
NAUSEA = ("kvalme", "kvalm")
DRUG = ("levodopa", "parkinsonmedisin")
STIFF = ("stiv", "stivhet")
FALL = ("falt", "fall", "ramlet")
DOCTOR = ("lege", "tilsynslege")
CAVE = ("penicillin", "tåler ikke")
WOUND = ("sår",)
REPEAT = ("ny måling", "om fire timer", "4 timer")
BREATH = ("tungpust", "tung pust", "kortpustet")
NAME = ("~Oddvar", "~Scenarioli", "~rom 203")

SENTENCES = [
    # Said as it is
    ("Hun har smerter i hofta.", PAIN, "said"),
    ("Hostet mye i natt, gulgrønt slim.", COUGH, "said"),
    ("Hostet mye i natt, gulgrønt slim.", SPUTUM, "said"),
    ("Temp 38,4, altså feber.", FEVER, "said"),
    ("Pasienten er kvalm og slapp.", NAUSEA, "said"),
    ("Fikk levodopa kl. 07:38.", DRUG, "said"),
    ("Stivere enn vanlig, kommer ikke opp av senga.", STIFF, "said"),
    ("Ramlet på badet kl 08.10.", FALL, "said"),
    ("Varslet legen på telefon.", DOCTOR, "said"),
    ("CAVE penicillin!", CAVE, "said"),
    ("Ny måling om fire timer.", REPEAT, "said"),
    ("Tung pust ved anstrengelse", BREATH, "said"),
    ("Vondt i ryggen, ikke i beina.", PAIN, "said"),
    # Denied in front
    ("Ingen smerter.", PAIN, "denied"),
    ("Har ikke hostet i natt.", COUGH, "denied"),
    ("Uten feber.", FEVER, "denied"),
    ("Ingen tegn til feber eller infeksjon.", FEVER, "denied"),
    ("Ingen feber, hoste eller tungpust.", FEVER, "denied"),
    ("Ingen feber, hoste eller tungpust.", COUGH, "denied"),
    ("Ingen feber, hoste eller tungpust.", BREATH, "denied"),
    ("Benekter smerter og kvalme.", PAIN, "denied"),
    ("Benekter smerter og kvalme.", NAUSEA, "denied"),
    ("Hun er ikke kvalm.", NAUSEA, "denied"),
    ("Virker ikke stiv i dag.", STIFF, "denied"),
    ("Ikke feber.", FEVER, "denied"),
    ("Har verken smerter eller kvalme", NAUSEA, "denied"),
    ("Angir ingen smerter nå.", PAIN, "denied"),
    ("Fri for smerter i natt.", PAIN, "denied"),
    ("Ikke mer hoste.", COUGH, "denied"),
    ("Har han ikke feber?", FEVER, "denied"),
    ("I dag har hun ikke hatt noen smerter.", PAIN, "denied"),
    ("Ingen nye sår.", WOUND, "denied"),
    ("Afebril, hostet ikke, spiste godt.", COUGH, "denied"),
    # Denied behind
    ("Smerter: nei", PAIN, "denied"),
    ("Smerter har hun ikke.", PAIN, "denied"),
    ("Hoster ikke lenger.", COUGH, "denied"),
    ("Feber avkreftet.", FEVER, "denied"),
    ("Hoster ikke.", COUGH, "denied"),
    ("Feber er ikke påvist.", FEVER, "denied"),
    # In the word itself
    ("Pasienten er feberfri.", FEVER, "denied"),
    ("Smertefri etter mobilisering.", PAIN, "denied"),
    # A denial that reaches something else
    ("Ikke feber, men hoster mye.", COUGH, "said"),
    ("Ingen feber. Hoster mye.", COUGH, "said"),
    ("Ikke feber og hoster mye.", COUGH, "said"),
    ("Ikke feber, hoster slim.", SPUTUM, "said"),
    ("Fikk ikke levodopa kl. 07.", DRUG, "said"),
    ("Har ikke fått levodopa i natt.", DRUG, "said"),
    ("Levodopa ble ikke gitt av nattevakten.", DRUG, "said"),
    ("Tåler ikke penicillin.", CAVE, "said"),
    ("Skal ikke ha penicillin.", CAVE, "said"),
    ("Ikke bare hoste, også feber.", COUGH, "said"),
    ("Hoster ikke bare om natta.", COUGH, "said"),
    ("Uten tvil smerter.", PAIN, "said"),
    ("Uten effekt av levodopa.", DRUG, "said"),
    ("Ingen endring siden i går: smerter i hofta.", PAIN, "said"),
    ("Spiser ikke. Smerter ved svelging.", PAIN, "said"),
    ("Sover ikke på grunn av smerter", PAIN, "said"),
    ("Har ikke ringt legen ennå.", DOCTOR, "said"),
    ("Kvalme, ikke oppkast.", NAUSEA, "said"),
    ("Smerter, men ikke kvalme.", PAIN, "said"),
    ("Ingen har snakket med legen.", DOCTOR, "said"),
    # Compounds and spelling
    ("Plages av tørrhoste.", COUGH, "said"),
    ("Brystsmerter siden kl. 6.", PAIN, "said"),
    ("Ingen brystsmerter.", PAIN, "denied"),
    ("Smærter i foten", PAIN, "said"),
    ("Parkinsonmedisinen kom for sent", DRUG, "said"),
    ("Parkinsonmedisn gitt", DRUG, "said"),
    ("TILSYNSLEGEN er orientert", DOCTOR, "said"),
    ("Trykksår på hælen", WOUND, "none"),
    ("Avfallet er tømt.", FALL, "none"),
    ("Koster mye.", COUGH, "none"),
    ("Kjøper jakke.", FEVER, "none"),
    # A name is a name, denied or not
    ("Det gjelder ikke Oddvar.", NAME, "said"),
    ("Ingen på rom 203 ringte.", NAME, "said"),
    # Nynorsk
    ("Ho har ikkje vondt.", PAIN, "denied"),
    ("Inga smerte no.", PAIN, "denied"),
    ("Har ikkje hosta i natt.", ("hoste", "hosta"), "denied"),
    ("Utan feber.", FEVER, "denied"),
    ("Korkje feber eller kvalme.", NAUSEA, "denied"),
    ("Fekk ikkje levodopa.", DRUG, "said"),
    ("Ikkje feber, men hostar mykje.", ("hostar", "hoste"), "said"),
    ("Eg ringde legen.", DOCTOR, "said"),
    ("Kvalmen er borte, men ho har vondt.", PAIN, "said"),
]


def verdict(text: str, synonyms: tuple[str, ...]) -> str:
    found = hits(text, synonyms)
    if not found:
        return "none"
    return "said" if any(hit.affirmed for hit in found) else "denied"


@pytest.mark.parametrize(("text", "synonyms", "expected"), SENTENCES)
def test_sentences_are_read_as_a_colleague_would(text, synonyms, expected):
    assert verdict(text, synonyms) == expected


def test_there_are_enough_sentences_of_each_kind():
    kinds = [expected for _, _, expected in SENTENCES]
    assert len(kinds) >= 60
    assert min(kinds.count("said"), kinds.count("denied")) >= 25


def test_mentions_is_said_as_a_fact():
    assert mentions("Hoster mye.", ["hoste"])
    assert not mentions("Hoster ikke.", ["hoste"])


def test_a_hit_tells_the_words_as_they_were_written():
    (hit,) = hits("I natt: HOSTET mye", ("hostet",))
    assert hit.words == "HOSTET"
    assert (hit.start, hit.end) == (8, 14)


def test_letters_of_two_characters_are_the_same_letters():
    decomposed = "Ma\u030ale NEWS2"
    assert mentions(decomposed, ["måle"])


def test_a_lone_mark_makes_every_synonym_count_though_denied():
    assert mentions("Ingen smerter", ["~", "smerte"])
    assert not mentions("Ingen smerter", ["smerte"])


def test_synonyms_of_several_words_stand_together():
    assert mentions("kommer seg ikke opp alene", ["kommer seg ikke opp"])
    assert not mentions("kommer seg nå ikke opp", ["kommer seg ikke opp"])


def test_nothing_is_found_in_nothing():
    assert hits("", ("hoste",)) == ()
    assert hits("...", ("hoste",)) == ()
    assert hits("hoste", ("", " ; ")) == ()
