package dev.tusk.executor.textsearch;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.textsearch.HeadlineText.Cover;
import dev.tusk.executor.textsearch.HeadlineText.Token;
import dev.tusk.sql.textsearch.TextQuery;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code ts_headline}: a part of a text that shows how it answers a query, its words marked
 * (mark_hl_words, mark_hl_fragments of wparser_def.c).
 */
public final class Headline {
  private final HeadlineText text;
  private final HeadlineOptions options;

  private Headline(HeadlineText text, HeadlineOptions options) {
    this.text = text;
    this.options = options;
  }

  /** The headline of a text. */
  public static String of(
      Configuration configuration,
      String text,
      TextQuery query,
      @Nullable String options,
      FunctionContext context) {
    HeadlineText words = new HeadlineText(new WordReader(configuration, context), text, query);
    Headline headline = new Headline(words, HeadlineOptions.parse(options));
    if (headline.options.maxFragments() == 0) {
      headline.select();
    } else {
      headline.selectFragments();
    }
    return headline.write();
  }

  private void mark(int from, int to) {
    for (int i = from; i <= to; i++) {
      Token token = text.get(i);
      token.selected |= token.item != null;
      if (!options.all() && token.type == TokenType.TAG) {
        token.replaced = true;
      } else if (token.isWhole()) {
        token.skipped = true;
      }
      token.in = !token.repeated;
    }
  }

  private boolean badEnd(int i) {
    return text.get(i).badEnd(options.shortWord());
  }

  private int words(int i) {
    return text.get(i).isNoWord() ? 0 : 1;
  }

  private int interesting(int i) {
    return text.get(i).interesting() ? 1 : 0;
  }

  /** The first words, where nothing better is found. */
  private void markBeginning() {
    int count = 0;
    int end = -1;
    for (int i = 0; i < text.size() && count < options.minWords(); i++) {
      count += words(i);
      end = i;
    }
    mark(0, end);
  }

  // One part.

  /**
   * A part that may become the headline.
   *
   * @param interesting words sought in it
   * @param whole whether the stretch for which the query holds is in it
   */
  private record Part(int from, int to, int interesting, boolean whole) {}

  private void select() {
    if (options.all()) {
      mark(0, text.size() - 1);
      return;
    }
    Part best = null;
    int from = 0;
    for (Cover cover = text.cover(from, options.most());
        cover != null;
        cover = text.cover(from, options.most())) {
      Part part = part(cover);
      if (best == null || better(part, best)) {
        best = part;
      }
      from = cover.from() + 1;
    }
    if (best == null) {
      markBeginning();
    } else {
      mark(best.from, best.to);
    }
  }

  private boolean better(Part part, Part than) {
    if (part.whole != than.whole) {
      return part.whole;
    }
    return part.interesting > than.interesting
        || part.interesting == than.interesting && !badEnd(part.to) && badEnd(than.to);
  }

  /** The part around a stretch: cut where it is too long, else lengthened to a good end. */
  private Part part(Cover cover) {
    int count = 0;
    int found = 0;
    int to = cover.from();
    int i = cover.from();
    for (; i <= cover.to() && count < options.maxWords(); i++) {
      count += words(i);
      found += interesting(i);
      to = i;
    }
    int from = cover.from();
    if (count < options.maxWords()) {
      for (i--; i < text.size() && count < options.maxWords(); i++) {
        if (i > cover.to()) {
          count += words(i);
          found += interesting(i);
        }
        to = i;
        if (!badEnd(i) && count >= options.minWords()) {
          break;
        }
      }
      if (count < options.minWords()) {
        for (i = from - 1; i >= 0; i--) {
          count += words(i);
          found += interesting(i);
          if (count >= options.maxWords() || !badEnd(i) && count >= options.minWords()) {
            break;
          }
        }
        from = Math.max(0, i);
      }
    } else {
      for (i = Math.min(i, cover.to()); count > options.minWords() && badEnd(i); i--) {
        count -= words(i);
        found -= interesting(i);
        to = i - 1;
      }
    }
    return new Part(from, to, found, from <= cover.from() && to >= cover.to());
  }

  // Several parts.

  /** A piece of a stretch. */
  private static final class Fragment {
    final int from;
    final int to;
    final int count;
    final int interesting;
    boolean gone;

    Fragment(int from, int to, int count, int interesting) {
      this.from = from;
      this.to = to;
      this.count = count;
      this.interesting = interesting;
    }
  }

  private void selectFragments() {
    List<Fragment> fragments = fragments();
    int chosen = 0;
    for (int f = 0; f < options.maxFragments(); f++) {
      Fragment best = null;
      for (Fragment fragment : fragments) {
        if (!fragment.gone
            && (best == null
                || fragment.interesting > best.interesting
                || fragment.interesting == best.interesting && fragment.count < best.count)) {
          best = fragment;
        }
      }
      if (best == null) {
        break;
      }
      best.gone = true;
      choose(best, fragments);
      chosen++;
    }
    if (chosen == 0) {
      markBeginning();
    }
  }

  private List<Fragment> fragments() {
    List<Fragment> fragments = new ArrayList<>();
    int next = 0;
    for (Cover cover = text.cover(next, options.most());
        cover != null;
        cover = text.cover(next, options.most())) {
      int from = cover.from();
      while (from <= cover.to()) {
        Fragment fragment = fragment(from, cover.to());
        fragments.add(fragment);
        from = fragment.to + 1;
      }
      next = cover.from() + 1;
    }
    return fragments;
  }

  /** The next piece of a stretch: between two words sought, as long as may be. */
  private Fragment fragment(int start, int end) {
    int from = start;
    while (from < end && !text.get(from).interesting()) {
      from++;
    }
    int count = 0;
    int found = 0;
    int i = from;
    for (; i <= end && count < options.maxWords(); i++) {
      count += words(i);
      found += interesting(i);
    }
    int to = end;
    if (end > i) {
      for (to = i; to > from && !text.get(to).interesting(); to--) {
        count -= words(to);
      }
    }
    return new Fragment(from, to, count, found);
  }

  /** Marks a piece, lengthened to both sides, and drops those that it overlaps. */
  private void choose(Fragment piece, List<Fragment> all) {
    int from = piece.from;
    int to = piece.to;
    int count = piece.count;
    int room = (options.maxWords() - count) / 2;
    int i = from - 1;
    int marker = from;
    for (int stretched = 0;
        count < options.maxWords() && i >= 0 && stretched < room && !text.get(i).in;
        i--) {
      count += words(i);
      stretched += words(i);
      marker = i;
    }
    for (i = marker; i < from && badEnd(i); i++) {
      count -= words(i);
    }
    from = i;
    marker = to;
    for (i = to + 1; i < text.size() && count < options.maxWords() && !text.get(i).in; i++) {
      count += words(i);
      marker = i;
    }
    for (i = marker; i > to && badEnd(i); i--) {
      count -= words(i);
    }
    to = i;
    mark(from, to);
    for (Fragment other : all) {
      other.gone |= other.from <= to && other.to >= from;
    }
  }

  /** The tokens that are in, those sought between their marks. */
  private String write() {
    StringBuilder out = new StringBuilder();
    boolean inside = false;
    int parts = 0;
    for (int i = 0; i < text.size(); i++) {
      Token token = text.get(i);
      if (token.repeated) {
        continue;
      }
      if (!token.in) {
        inside = false;
        continue;
      }
      if (!inside) {
        inside = true;
        out.append(parts++ > 0 ? options.delimiter() : "");
      }
      if (token.replaced) {
        out.append(' ');
      } else if (!token.skipped) {
        out.append(token.selected ? options.start() : "");
        out.append(token.text);
        out.append(token.selected ? options.stop() : "");
      }
    }
    return out.toString();
  }
}
