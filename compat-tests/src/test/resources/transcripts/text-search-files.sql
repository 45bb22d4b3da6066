-- Dictionaries that are files: those of src/test/resources/tsearch_data.
set client_min_messages = warning;
-- Affixes as ispell writes them.
create text search dictionary old_spelling (template = ispell, dictfile = lexicon_old, afffile = lexicon_old);
select dictinitoption from pg_ts_dict where dictname = 'old_spelling';
select w, ts_lexize('old_spelling', w) from unnest(array[
  'bake', 'Baked', 'baking', 'BAKES', 'mended', 'mending', 'carried', 'carryed', 'carrying', 'casting', 'forecast', 'forecasting',
  'miscarried', 'mislead', 'misleading', 'wishes', 'wishs', 'casts', 'castes', 'größe', 'GRÖSSE', 'größed', 'the', '', 'nosuch']) w;
-- Words made of several.
select w, ts_lexize('old_spelling', w) from unnest(array[
  'tagblatt', 'arbeitgeber', 'arbeitsgeber', 'arbeitstag', 'tagesblatt', 'tagtagtag', 'arbeitsarbeitsgeber', 'blattgröße', 'größeblatt',
  'bakeblatt', 'tagblattgeberarbeit']) w;
-- As Hunspell does, with sets of flags by number.
create text search dictionary new_spelling (template = ispell, dictfile = lexicon_new, afffile = lexicon_new, stopwords = lexicon);
select w, ts_lexize('new_spelling', w) from unnest(array[
  'cast', 'forecast', 'forecasted', 'carried', 'bake', 'baked', 'forebaked', 'arbeitgeber', 'arbeitsgeber', 'arbeitstag', 'tagesblatt',
  'blumeladen', 'blumenladen', 'blume', 'blumenkasten', 'ladenblumen', 'tagblatt']) w;
create text search dictionary numbered (template = ispell, dictfile = lexicon_number, afffile = lexicon_number);
select w, ts_lexize('numbered', w) from unnest(array['replaying', 'playing', 'replay', 'ballgame', 'gameball', 'balling', 'play']) w;
-- What is wrong with them.
-- Where the files are is not the same everywhere, so that only the message is shown.
create function refusal(command text) returns text language plpgsql as $$
begin
  execute command;
  return null;
exception when others then
  return sqlstate || ' ' || sqlerrm;
end $$;
select refusal($$create text search dictionary d (template = ispell, dictfile = lexicon_old)$$);
select refusal($$create text search dictionary d (template = ispell, afffile = lexicon_old)$$);
select refusal($$create text search dictionary d (template = ispell, afffile = lexicon_old, afffile = lexicon_new)$$);
select refusal($$create text search dictionary d (template = ispell, dictfile = lexicon_old, dictfile = lexicon_new)$$);
select refusal($$create text search dictionary d (template = ispell, nosuch = lexicon_old)$$);
select refusal($$create text search dictionary d (template = ispell, "DictFile" = lexicon_old)$$);
select refusal($$create text search dictionary d (template = ispell, dictfile = 'Lexicon', afffile = lexicon_old)$$);
select refusal($$create text search dictionary d (template = ispell, dictfile = '../lexicon_old', afffile = lexicon_old)$$);
select refusal($$create text search dictionary d (template = ispell, dictfile = lexicon_old, afffile = lexicon_mixed)$$);
select refusal($$create text search dictionary d (template = ispell, dictfile = lexicon_old, afffile = lexicon_wrong)$$);
select refusal($$create text search dictionary d (template = ispell, dictfile = lexicon_old, afffile = lexicon_new)$$);
select refusal($$create text search dictionary d (template = ispell, dictfile = lexicon_number, afffile = lexicon_new)$$);
select refusal($$create text search dictionary d (template = ispell, dictfile = lexicon_old, afffile = lexicon_number)$$);
-- Synonyms.
create text search dictionary same (template = synonym, synonyms = lexicon);
select w, ts_lexize('same', w) from unnest(array['PC', 'db', 'onlyone', 'postgre', 'postgre*', 'search', 'find', '']) w;
alter text search dictionary same (casesensitive = true);
select w, ts_lexize('same', w) from unnest(array['PC', 'pc', 'Db', 'db']) w;
alter text search dictionary same (casesensitive = 2);
alter text search dictionary same (casesensitive = '1');
alter text search dictionary same (casesensitive = off);
select dictinitoption, ts_lexize('same', 'DB') from pg_ts_dict where dictname = 'same';
create text search dictionary d (template = synonym);
create text search dictionary d (template = synonym, nosuch = 1);
create text search dictionary d (template = synonym, synonyms = 'a/b');
-- Phrases.
create text search dictionary phrases (template = thesaurus, dictfile = lexicon, dictionary = english_stem);
select w, ts_lexize('phrases', w) from unnest(array['vector', 'Vectors', 'state', 'nosuch', 'the']) w;
create text search configuration phrased (copy = english);
alter text search configuration phrased alter mapping for asciiword, asciihword, hword_asciipart with phrases, english_stem;
select to_tsvector('phrased', t) from unnest(array[
  'vector', 'a vector search is near', 'the vector search engines of it', 'vector searching, engine', 'vectors search the engine',
  'state of the art', 'state of art', 'state the art', 'states of minds', 'state of', 'red green blue', 'red green blue yellow red green',
  'vector 12 search', 'vector vector search vector', 'vector-search', 'the state the state of mind']) t;
select to_tsquery('phrased', 'vector & search'), to_tsquery('phrased', '''vector search'''), plainto_tsquery('phrased', 'vector search engine'),
  phraseto_tsquery('phrased', 'the vector search of engines'), websearch_to_tsquery('phrased', '"vector search" or vector');
select ts_headline('phrased', 'Here a vector search is made and a vector is kept', to_tsquery('phrased', 'vector'));
select ts_headline('phrased', 'Here a vector search is made and a vector is kept', plainto_tsquery('phrased', 'vector search'));
alter text search configuration phrased alter mapping for asciiword with same, phrases, old_spelling, english_stem;
select to_tsvector('phrased', 'pc and DB, state of the art, forecasting arbeitstage'), to_tsquery('phrased', 'find & arbeitsgeber & search:*');
select phraseto_tsquery('phrased', 'arbeitsgeber bakes'), to_tsquery('phrased', 'arbeitsgeber:A <-> tag');
create text search dictionary d (template = thesaurus, dictfile = lexicon);
create text search dictionary d (template = thesaurus, dictionary = english_stem);
create text search dictionary d (template = thesaurus, dictfile = lexicon, dictionary = nosuch);
create text search dictionary d (template = thesaurus, dictfile = lexicon, dictionary = english_stem, nosuch = 1);
create text search dictionary d (template = thesaurus, dictfile = lexicon, dictionary = phrases);
create text search dictionary d (template = thesaurus, dictfile = lexicon, dictionary = same);
create text search dictionary d (template = thesaurus, dictfile = lexicon_stop, dictionary = english_stem);
create text search dictionary d (template = thesaurus, dictfile = lexicon_stop_too, dictionary = english_stem);
select refusal($$create text search dictionary d (template = thesaurus, dictfile = lexicon_begins, dictionary = english_stem)$$);
select refusal($$create text search dictionary d (template = thesaurus, dictfile = lexicon_ends, dictionary = english_stem)$$);
select refusal($$create text search dictionary d (template = thesaurus, dictfile = lexicon_star, dictionary = english_stem)$$);
-- Lists of stop words, rules of unaccent.
create text search dictionary stopped (template = simple, stopwords = lexicon);
select w, ts_lexize('stopped', w) from unnest(array['bake', 'wish', 'of', 'baked']) w;
create extension unaccent;
create text search dictionary three_words (template = unaccent, rules = lexicon_three);
create text search dictionary plain_letters (template = unaccent, rules = lexicon);
select unaccent('plain_letters', 'Bär, Maß, œuf, œuvre, № 1, é x'), ts_lexize('plain_letters', 'bär'), ts_lexize('plain_letters', 'x');
drop extension unaccent cascade;
-- In an index, and after a change.
create table notes (id int, body text);
insert into notes values (1, 'forecasting'), (2, 'the state of the art'), (3, 'a db'), (4, 'arbeitsgeber');
create index on notes using gin (to_tsvector('phrased', body));
select id from notes where to_tsvector('phrased', body) @@ to_tsquery('phrased', 'cast | newest | database') order by id;
drop text search dictionary old_spelling;
drop text search dictionary old_spelling, new_spelling, numbered, same, phrases, stopped cascade;
drop table notes;
drop text search configuration phrased;
drop function refusal(text);
