from simtrainer.scenario.reading import lix, reading


def test_lix_is_words_per_sentence_and_the_share_of_long_words() -> None:
    # 8 words, 2 sentences, 2 long ones (Oppsummering, dokumentere): 8/2 + 100*2/8 = 29
    assert lix("Oppsummering er kort. Du må dokumentere det nå.") == 29


def test_a_text_without_words_has_none() -> None:
    assert lix("") == 0
    assert lix("12 – 34 %.") == 0


def test_seven_letters_are_long_and_six_are_not() -> None:
    assert reading("måling målinger").long_words == 1


def test_a_quote_that_ends_a_sentence_ends_it() -> None:
    assert reading("«Hei. Hvem er du?» Hun lo. Ja").sentences == 4


def test_a_number_with_a_point_ends_nothing() -> None:
    assert reading("Klokka er 07.30 nå").sentences == 1


def test_several_texts_are_one_sample() -> None:
    both = reading(["Kort.", "Også kort"])
    assert (both.words, both.sentences) == (3, 2)


def test_ø_and_å_are_letters() -> None:
    assert reading("Ærlighet på øya").words == 3
