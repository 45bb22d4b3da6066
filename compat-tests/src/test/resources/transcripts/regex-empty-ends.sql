-- Where an expression refers back to a group, an empty match at the end of the text is not found
-- behind a candidate that came to nothing right before it.
select 'a' ~ '$()' as one, 'a' ~ '$()|^\1' as two, 'a' ~ '()$|^\1' as three, 'a' ~ '$()|^b' as four;
select 'a' ~ 'x|$()|^b\1' as one, 'a' ~ '($)|^b\1' as two, 'ab' ~ '($)|c\1' as three;
select 'ab' ~ 'b()|c\1' as one, 'ab' ~ 'b$()|\1' as two, 'ab' ~ '$()|\1' as three, 'ab' ~ 'b()|^\1' as four;
select 'abc' ~ '$()|b\1x' as one, 'abc' ~ '$()|bc\1x' as two, 'abc' ~ '$(b*)|b\1x' as three;
select 'abab' ~ '$(a|b)?|(ab)\2x' as one, 'abba' ~ '(x*)$|b\1b' as two, '' ~ '$()|^\1' as three;
select regexp_matches('abc', '$()|(b)\1x', 'g');
select regexp_replace('abc', '$()|^\1', 'z', 'g'), regexp_replace('abc', '$()|(b)\2x', 'z');
select 'a' ~ '.. ()|\1' as one, 'a' ~ '()*\1' as two, 'a' ~ '()+\1' as three, 'xx' ~ '(.)\1$' as four;
