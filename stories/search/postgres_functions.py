"""Functions of the database that fold a text on PostgreSQL: what `words` and the tokenizer do on SQLite, in SQL.

Made of the same tables of letters and characters, for what is indexed and for what is typed. A word of a name that is
too long for the index becomes one that no name has: without it the rest of a phrase would find more.
"""

from __future__ import annotations

from stories.search import arabic, cjk
from stories.search.bylines import BETWEEN, LONGEST_WORD, MARKS
from stories.search.facets import AUTHOR
from stories.text import letters

LONGEST_INDEXED = 2_047
"""Bytes in UTF-8 from which on PostgreSQL keeps no word (MAXSTRLEN in tsearch/ts_type.h) and leaves it out of what is
asked for, so that the rest of a phrase would find more."""


def _plain_letters(text: str) -> str:
    """SQL of a text with the letters replaced that Unicode does not decompose."""
    single = {letter: plain for letter, plain in letters.BY_LETTER.items() if len(plain) == 1}
    sql = f"translate({text}, '{''.join(single)}', '{''.join(single.values())}')"
    for letter, plain in letters.BY_LETTER.items():
        if len(plain) > 1:
            sql = f"replace({sql}, '{letter}', '{plain}')"
    return f"CASE WHEN {text} ~ '[{letters.CLASS}]' THEN {sql} ELSE {text} END"


FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION newsroom_pairs(run text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $f$
  SELECT ' ' || string_agg(substr(run, i, 2), ' ' ORDER BY i) || ' ' FROM generate_series(1, length(run)) i
$f$;
CREATE OR REPLACE FUNCTION newsroom_paired(t text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $f$
DECLARE result text := ''; part text[];
BEGIN
  IF t !~ '[{cjk.CLASS}]' THEN RETURN t; END IF;
  FOR part IN SELECT regexp_matches(t, '([^{cjk.CLASS}]*)([{cjk.CLASS}]*)', 'g') LOOP
    result := result || part[1] || CASE WHEN part[2] = '' THEN '' ELSE newsroom_pairs(part[2]) END;
  END LOOP;
  RETURN result;
END $f$;
CREATE OR REPLACE FUNCTION newsroom_letters(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $f$
  SELECT {_plain_letters("t")}
$f$;
CREATE OR REPLACE FUNCTION newsroom_arabic(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $f$
  SELECT {arabic.folded_in_sql("t")}
$f$;
CREATE OR REPLACE FUNCTION newsroom_fold(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $f$
  SELECT newsroom_letters(translate(lower(regexp_replace(
    newsroom_arabic(normalize(regexp_replace(normalize(t, NFKD), '[\u0300-\u036f]', '', 'g'), NFKC)),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u3004\u3008-\u303f\ue000-\uf8ff]+',
    ' ', 'g')), 'ς', 'σ'))
$f$;
CREATE OR REPLACE FUNCTION newsroom_phrase(typed text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $f$
  SELECT CASE WHEN EXISTS (
    SELECT 1 FROM regexp_split_to_table(folded, ' +') word WHERE octet_length(word) >= {LONGEST_INDEXED})
    THEN '''|'''::tsquery ELSE phraseto_tsquery('simple', folded) END
  FROM newsroom_fold(typed) folded
$f$;
CREATE OR REPLACE FUNCTION newsroom_name(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $f$
  SELECT newsroom_letters(translate(lower(regexp_replace(
    normalize(regexp_replace(normalize(t, NFKD), '[{MARKS}]', '', 'g'), NFKC), '[{BETWEEN}]+', ' ', 'g')), 'ς', 'σ'))
$f$;
CREATE OR REPLACE FUNCTION newsroom_signed(byline jsonb) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $f$
  SELECT coalesce(string_agg('''{AUTHOR}' || word || ''':' || at, ' '), '')::tsvector FROM
    (SELECT string_agg(newsroom_paired(newsroom_name(name)), ' | ') names FROM
      jsonb_array_elements_text(CASE WHEN jsonb_typeof(byline) = 'array' THEN byline ELSE '[]' END) name) n,
    regexp_split_to_table(names, ' +') WITH ORDINALITY w (word, at)
  WHERE word NOT IN ('', '|') AND octet_length(word) < {LONGEST_WORD}
$f$;
CREATE OR REPLACE FUNCTION newsroom_author(typed text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $f$
  SELECT coalesce(string_agg(
    '''{AUTHOR}' || CASE WHEN octet_length(word) < {LONGEST_WORD} THEN word ELSE '|' END || '''', ' <-> '), '')::tsquery
  FROM regexp_split_to_table(newsroom_name(typed), ' +') word WHERE word <> ''
$f$;
CREATE OR REPLACE FUNCTION newsroom_strings(j jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $f$
  SELECT coalesce(string_agg(v #>> '{{}}', ' '), '') FROM jsonb_path_query(j, 'strict $.** ? (@.type() == "string")') v
$f$;
"""
