-- The extension fuzzystrmatch.
select soundex('before it is there');
create extension fuzzystrmatch;
select extversion from pg_extension where extname = 'fuzzystrmatch';
select w, soundex(w), text_soundex(w), metaphone(w, 8), metaphone(w, 2) from unnest(array[
  'hello world!', 'Anne', 'Andrew', 'Margaret', 'Robert', 'Rupert', 'Tymczak', 'Pfister', 'Honeyman', '', ' 12', 'A5M', 'Ñandú', 'éclair', '!Gnome',
  'Knight', 'Psychology', 'Pneumonia', 'Aesop', 'Wrack', 'Whale', 'Wave', 'Xavier', 'Lamb', 'Special', 'Scene', 'School', 'Christ', 'Church',
  'Edge', 'Judgement', 'Laugh', 'Night', 'Signed', 'Sign', 'Signal', 'Egg', 'Gem', 'Ghost', 'Bough', 'Physics', 'Shoe', 'Vision', 'Asia',
  'Schwarz', 'Nation', 'Thumb', 'Box', 'Beyond', 'Fuzzy', 'Queue', 'Back', 'accident', 'Hiccough', 'George', 'Jazz']) w;
select a, b, difference(a, b), levenshtein(a, b), levenshtein(a, b, 2, 1, 1), levenshtein(a, b, 1, 3, 5), levenshtein_less_equal(a, b, 2), levenshtein_less_equal(a, b, 4),
  levenshtein_less_equal(a, b, 2, 1, 3, 5), levenshtein_less_equal(a, b, 0), levenshtein_less_equal(a, b, -1)
 from (values ('GUMBO', 'GAMBOL'), ('extensive', 'exhaustive'), ('', ''), ('', 'abc'), ('abc', ''), ('kitten', 'sitting'), ('same', 'same'), ('Anne', 'Ann'),
  ('größe', 'grösse'), ('日本語', '日本'), ('abcdefgh', 'hgfedcba'), ('a', 'b'), ('saturday', 'sunday'), ('naïve', 'naive')) v(a, b);
select sum(levenshtein(a, b)), sum(levenshtein_less_equal(a, b, 3)), sum(levenshtein_less_equal(a, b, 1, 2, 3, 6)), sum(levenshtein(a, b, 0, 2, 1)), sum(levenshtein_less_equal(a, b, 0, 0, 1, 2))
 from (select md5(i::text) a, substr(md5((i / 2)::text), i % 7, 20 + i % 20) b from generate_series(1, 300) i) v;
select levenshtein(repeat('a', 255), repeat('b', 255)), levenshtein_less_equal(repeat('a', 255), repeat('ä', 255), 10);
select levenshtein(repeat('a', 256), 'b');
select levenshtein(repeat('a', 256), '');
select levenshtein_less_equal('b', repeat('a', 256), 2);
select metaphone('word', 0);
select metaphone('word', 256);
select metaphone(repeat('ä', 128), 4);
select metaphone('', 0), soundex(null), levenshtein(null, 'a'), metaphone('word', null);
select id from (values (1, 'Schmidt'), (2, 'Smith'), (3, 'Smythe'), (4, 'Meier')) people(id, name) where soundex(name) = soundex('Smith') order by levenshtein(name, 'Smith'), id;
drop extension fuzzystrmatch;
